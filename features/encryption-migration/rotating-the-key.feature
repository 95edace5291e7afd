Feature: Must objects be encrypted again when the key is rotated?
  Many rules ask for keys to be changed now and then. A KMS key keeps all its earlier key material when it is rotated: what
  was encrypted before stays readable, and neither bucket nor policies need to know of it.
  See "Rotate AWS KMS keys" in the AWS KMS developer guide.

  Background:
    Given the encryption-migration scenario
    And the demo bucket encrypts by default with the demo key
    And the administrator has uploaded "test-2.log"

  @M15
  Rule: Rotation changes what a key encrypts with, not which key it is

    Example: An object from before the rotation is readable
      Given the demo key is rotated on demand
      When the administrator reads "test-2.log"
      Then "test-2.log" arrives unchanged

    Example: An upload after the rotation is under the same key
      Given the demo key is rotated on demand
      When the administrator uploads "test-3.log"
      Then access is granted
      And "test-3.log" is encrypted with the demo key

    Example: A policy that names the key accepts what is uploaded after the rotation
      Given the bucket policy of the demo bucket is "only the demo key"
      And the demo key is rotated on demand
      When the administrator uploads "test-3.log"
      Then access is granted

    Example: Rotation gives no access to anybody who had none
      Given the demo key is rotated on demand
      When the kms-demo user reads "test-2.log"
      Then access is denied: no identity policy allows kms:Decrypt
