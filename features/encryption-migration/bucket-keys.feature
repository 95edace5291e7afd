Feature: What changes when a bucket uses a Bucket Key?
  A Bucket Key cuts the requests to KMS, and with them cost and throttling: S3 obtains a key for the bucket and makes the data
  keys of its objects itself. Whoever allows or denies by the ARN of an object finds that KMS is no longer told of objects.
  See "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys" in the Amazon S3 user guide.

  Background:
    Given the encryption-migration scenario
    And the demo bucket encrypts by default with the demo key

  Rule: KMS is asked for the bucket, once in a while, and not for each object

    @M20
    Example: With a Bucket Key KMS is asked less often than there are objects
      Given the demo bucket uses a Bucket Key
      When the administrator uploads 3 objects and reads each 2 times
      Then KMS is asked less often than there are objects

    @M20
    Example: Without a Bucket Key KMS is asked each time
      When the administrator uploads 3 objects and reads each 2 times
      Then KMS is asked once for each request

  Rule: Each requester takes a request of its own, so that KMS decides on everybody and the audit trail shows who uses the key

    Background:
      Given the demo bucket uses a Bucket Key
      And the administrator has uploaded "test-1.log"
      And the administrator has read "test-1.log"

    @M20
    Example: A second reader is recorded beside the first
      Given the kms-demo user also has the policy "uses the demo key"
      When the kms-demo user reads "test-1.log"
      Then "test-1.log" arrives unchanged
      And the audit trail of the demo account shows kms:Decrypt by the kms-demo user

    @M20
    Example: Who may not use the key does not read by way of another's
      When the kms-demo user reads "test-1.log"
      Then access is denied: no identity policy allows kms:Decrypt
      And the audit trail of the demo account shows a refused kms:Decrypt by the kms-demo user

  Rule: The encryption context is the ARN of the bucket, so that a policy on the ARN of an object stops matching

    @M20
    Example: A policy on the object's ARN no longer allows an upload
      Given the demo bucket uses a Bucket Key
      And the kms-demo user also has the policy "uses the demo key for one object"
      When the kms-demo user uploads "test-1.log"
      Then access is denied: no identity policy allows kms:GenerateDataKey

    @M20
    Example: Without a Bucket Key it does
      Given the kms-demo user also has the policy "uses the demo key for one object"
      When the kms-demo user uploads "test-1.log"
      Then access is granted

    @M20
    Example: A policy on the bucket's ARN takes its place
      Given the demo bucket uses a Bucket Key
      And the kms-demo user also has the policy "uses the demo key for the bucket"
      When the kms-demo user uploads "test-1.log"
      Then access is granted

    @M20
    Example: What was uploaded before keeps the context that it has
      Given the administrator has uploaded "test-1.log"
      And the demo bucket uses a Bucket Key
      And the kms-demo user also has the policy "uses the demo key for one object"
      When the kms-demo user reads "test-1.log"
      Then "test-1.log" arrives unchanged
