Feature: What changes when a bucket uses an S3 Bucket Key?
  A Bucket Key reduces the requests to KMS, and with them cost and throttling. S3 obtains a key for the bucket and makes
  the data keys of its objects itself. A policy that allows or denies by the ARN of an object stops matching, since KMS no
  longer learns that ARN.
  See "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys" in the Amazon S3 user guide.

  Background:
    Given the encryption-migration scenario
    And the demo bucket encrypts by default with the demo key

  Rule: With a Bucket Key, S3 calls KMS once in a while for the bucket, and not for each object

    @M20
    Example: With a Bucket Key, S3 calls KMS less often than there are objects
      Given the demo bucket uses a Bucket Key
      When the administrator uploads 3 objects and reads each 2 times
      Then KMS gets fewer calls than there are objects

    @M20
    Example: Without a Bucket Key, S3 calls KMS for each request
      When the administrator uploads 3 objects and reads each 2 times
      Then KMS gets one call for each S3 request

  Rule: With a Bucket Key, S3 calls KMS for each requester, so KMS decides on each one and CloudTrail shows each one

    Background:
      Given the demo bucket uses a Bucket Key
      And the administrator has uploaded "test-1.log"
      And the administrator has read "test-1.log"

    @M20
    Example: CloudTrail shows a second reader of an object after the first
      Given the kms-demo user also has the policy "uses the demo key"
      When the kms-demo user reads "test-1.log"
      Then "test-1.log" arrives unchanged
      And CloudTrail in the demo account shows kms:Decrypt by the kms-demo user

    @M20
    Example: A reader without permission on the key cannot use the Bucket Key of another reader
      When the kms-demo user reads "test-1.log"
      Then access is denied: no identity policy allows kms:Decrypt
      And CloudTrail in the demo account shows a refused kms:Decrypt by the kms-demo user

  Rule: With a Bucket Key, the encryption context is the bucket's ARN, and a policy on an object's ARN stops matching

    @M20
    Example: With a Bucket Key, a policy on the object's ARN does not allow an upload
      Given the demo bucket uses a Bucket Key
      And the kms-demo user also has the policy "uses the demo key for one object"
      When the kms-demo user uploads "test-1.log"
      Then access is denied: no identity policy allows kms:GenerateDataKey

    @M20
    Example: Without a Bucket Key, a policy on the object's ARN allows an upload
      Given the kms-demo user also has the policy "uses the demo key for one object"
      When the kms-demo user uploads "test-1.log"
      Then access is granted

    @M20
    Example: With a Bucket Key, a policy on the bucket's ARN allows an upload
      Given the demo bucket uses a Bucket Key
      And the kms-demo user also has the policy "uses the demo key for the bucket"
      When the kms-demo user uploads "test-1.log"
      Then access is granted

    @M20
    Example: An object uploaded before the Bucket Key was on keeps its own ARN as the encryption context
      Given the administrator has uploaded "test-1.log"
      And the demo bucket uses a Bucket Key
      And the kms-demo user also has the policy "uses the demo key for one object"
      When the kms-demo user reads "test-1.log"
      Then "test-1.log" arrives unchanged
