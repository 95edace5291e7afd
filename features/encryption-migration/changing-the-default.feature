Feature: What changes when a bucket's default encryption becomes a KMS key?
  A team moves from SSE-S3 to a key of its own, so that rights to the bucket alone open nothing any more. The new default
  holds for what is written from then on; whatever is in the bucket stays as it was written.
  See "Setting default server-side encryption behavior for Amazon S3 buckets" in the Amazon S3 user guide.

  Background:
    Given the encryption-migration scenario
    And the administrator has uploaded "test-1.log"

  Rule: The default holds for what is written while it is set

    @M01
    Example: While it is SSE-S3, an upload is under SSE-S3
      When the administrator uploads "test-2.log"
      Then access is granted
      And "test-2.log" is encrypted with SSE-S3

    @M02
    Example: Once it is the key, an upload is under the key
      Given the demo bucket encrypts by default with the demo key
      When the administrator uploads "test-2.log"
      Then access is granted
      And "test-2.log" is encrypted with the demo key

    @M02
    Example: What was uploaded before stays under SSE-S3
      Given the demo bucket encrypts by default with the demo key
      Then "test-1.log" is encrypted with SSE-S3

  Rule: Under a KMS key it takes a right to the key besides every right to the bucket

    @M03
    Example: A user with every right to the bucket and none to KMS reads what is under SSE-S3
      Given the demo bucket encrypts by default with the demo key
      When the kms-demo user reads "test-1.log"
      Then "test-1.log" arrives unchanged

    @M04
    Example: The same user does not read what is under the key
      Given the demo bucket encrypts by default with the demo key
      And the administrator has uploaded "test-2.log"
      When the kms-demo user reads "test-2.log"
      Then access is denied: no identity policy allows kms:Decrypt

    @M04
    Example: With a right to the key the user reads what is under it
      Given the demo bucket encrypts by default with the demo key
      And the administrator has uploaded "test-2.log"
      And the kms-demo user also has the policy "uses the demo key"
      When the kms-demo user reads "test-2.log"
      Then "test-2.log" arrives unchanged

    @M05
    Example: A user without a right to the key no longer uploads
      Given the demo bucket encrypts by default with the demo key
      When the kms-demo user uploads "test-2.log"
      Then access is denied: no identity policy allows kms:GenerateDataKey
      And "test-2.log" does not exist

    @M05
    Example: With a right to the key the user uploads again
      Given the demo bucket encrypts by default with the demo key
      And the kms-demo user also has the policy "uses the demo key"
      When the kms-demo user uploads "test-2.log"
      Then access is granted
      And "test-2.log" is encrypted with the demo key
