Feature: What changes when a bucket's default encryption changes to a KMS key?
  A team moves from SSE-S3 to a key of its own, so that a right to the bucket is no longer enough to read. The new default
  holds for what is written from then on; whatever is in the bucket stays as it was written.
  See "Setting default server-side encryption behavior for Amazon S3 buckets" in the Amazon S3 user guide.

  Background:
    Given the encryption-migration scenario
    And the administrator has uploaded "test-1.log"
    And the demo bucket encrypts by default with the demo key

  Rule: The default holds for objects that are written after it was set

    @M02
    Example: What was uploaded before stays under SSE-S3
      Then "test-1.log" is encrypted with SSE-S3

    @M02
    Example: What is uploaded after is under the key
      When the administrator uploads "test-2.log"
      Then access is granted
      And "test-2.log" is encrypted with the demo key

    @M01
    Example: With SSE-S3 as the default again, uploads are under SSE-S3 again
      Given the demo bucket encrypts by default with SSE-S3
      When the administrator uploads "test-2.log"
      Then access is granted
      And "test-2.log" is encrypted with SSE-S3

  Rule: Under a KMS key every right to the bucket is not enough

    @M03
    Example: A user with every right to the bucket reads what is under SSE-S3
      When the kms-demo user reads "test-1.log"
      Then "test-1.log" arrives unchanged

    @M04
    Example: It does not read what is under the key
      Given the administrator has uploaded "test-2.log"
      When the kms-demo user reads "test-2.log"
      Then access is denied: no identity policy allows kms:Decrypt

    @M05
    Example: Nor does it upload any more
      When the kms-demo user uploads "test-2.log"
      Then access is denied: no identity policy allows kms:GenerateDataKey
      And "test-2.log" does not exist

    @M04
    Example: With a right to the key it reads
      Given the kms-demo user also has the policy "uses the demo key"
      And the administrator has uploaded "test-2.log"
      When the kms-demo user reads "test-2.log"
      Then "test-2.log" arrives unchanged

    @M05
    Example: With a right to the key it uploads
      Given the kms-demo user also has the policy "uses the demo key"
      When the kms-demo user uploads "test-2.log"
      Then access is granted
      And "test-2.log" is encrypted with the demo key
