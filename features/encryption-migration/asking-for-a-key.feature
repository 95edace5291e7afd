Feature: Which key does an upload get that asks for KMS itself?
  Whoever uploads may ask for an encryption without knowing the bucket's default, which steps in only for an upload that asks
  for nothing. Asking for KMS and leaving out the key does not mean the bucket's key.
  See "PutObject" in the Amazon S3 API reference, on x-amz-server-side-encryption-aws-kms-key-id.

  Background:
    Given the encryption-migration scenario
    And the demo bucket encrypts by default with the demo key

  Rule: An upload that asks for KMS and names no key takes the AWS managed key

    @M16
    Example: The bucket's key is not taken
      When the administrator uploads "test-3.log" encrypted with the AWS managed key
      Then access is granted
      And "test-3.log" is encrypted with the AWS managed key

    @M16
    Example: Through S3 the AWS managed key serves everybody in its account, also without a right to KMS
      When the kms-demo user uploads "test-3.log" encrypted with the AWS managed key
      Then access is granted
      And "test-3.log" is encrypted with the AWS managed key

    @M16
    Example: Naming a key takes a right to it
      When the kms-demo user uploads "test-3.log" encrypted with the other key
      Then access is denied: no identity policy allows kms:GenerateDataKey
      And "test-3.log" does not exist

    @M16
    Example: The named key is taken in place of the bucket's
      When the administrator uploads "test-3.log" encrypted with the other key
      Then access is granted
      And "test-3.log" is encrypted with the other key

  Rule: A key can be named only by an upload that asks for KMS

    @M17
    Example: Named alone, the key makes the request invalid
      When the administrator uploads "test-3.log" encrypted with the demo key without asking for aws:kms
      Then the request fails: a key is named without asking for aws:kms
      And "test-3.log" does not exist

    @M17
    Example: Named beside aws:kms, it is taken
      When the administrator uploads "test-3.log" encrypted with the demo key
      Then access is granted
      And "test-3.log" is encrypted with the demo key
