Feature: Which key does an upload get if it asks for encryption with KMS?
  A caller may ask for an encryption without knowing the bucket's default, which applies only to an upload that asks for
  none. Asking for KMS without naming a key does not mean the bucket's key.
  See "PutObject" in the Amazon S3 API reference, on x-amz-server-side-encryption-aws-kms-key-id.

  Background:
    Given the encryption-migration scenario
    And the demo bucket encrypts by default with the demo key

  Rule: An upload that asks for KMS and names no key is encrypted with the AWS managed key

    @M16
    Example: An upload that asks for KMS without a key does not get the bucket's default key
      When the administrator uploads "test-3.log" encrypted with the AWS managed key
      Then access is granted
      And "test-3.log" is encrypted with the AWS managed key

    @M16
    Example: A user without any KMS permission uploads with the AWS managed key of its account
      When the kms-demo user uploads "test-3.log" encrypted with the AWS managed key
      Then access is granted
      And "test-3.log" is encrypted with the AWS managed key

    @M16
    Example: A user without permission on a key cannot name that key for an upload
      When the kms-demo user uploads "test-3.log" encrypted with the other key
      Then access is denied: no identity policy allows kms:GenerateDataKey
      And "test-3.log" does not exist

    @M16
    Example: An upload that names a key is encrypted with it instead of the bucket's default key
      When the administrator uploads "test-3.log" encrypted with the other key
      Then access is granted
      And "test-3.log" is encrypted with the other key

  Rule: An upload can name a key only if it asks for aws:kms

    @M17
    Example: An upload that names a key without asking for aws:kms is invalid
      When the administrator uploads "test-3.log" encrypted with the demo key without asking for aws:kms
      Then the request fails: a key is named without asking for aws:kms
      And "test-3.log" does not exist

    @M17
    Example: An upload that asks for aws:kms and names a key is encrypted with that key
      When the administrator uploads "test-3.log" encrypted with the demo key
      Then access is granted
      And "test-3.log" is encrypted with the demo key
