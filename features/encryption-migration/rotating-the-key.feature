Feature: Must objects be encrypted again when their key is rotated?
  Many standards require keys to be changed now and then. A KMS key keeps all its earlier key material when it is rotated.
  Objects encrypted earlier stay readable, and neither the bucket nor any policy has to change.
  See "Rotate AWS KMS keys" in the AWS KMS developer guide.

  Background:
    Given the encryption-migration scenario
    And the demo bucket encrypts by default with the demo key
    And the administrator has uploaded "test-2.log"

  @M15
  Rule: Rotation changes the material of a key and leaves its ARN as it is

    Example: An object uploaded before the rotation is readable
      Given the demo key is rotated on demand
      When the administrator reads "test-2.log"
      Then "test-2.log" arrives unchanged

    Example: An object uploaded after the rotation is under the same key
      Given the demo key is rotated on demand
      When the administrator uploads "test-3.log"
      Then access is granted
      And "test-3.log" is encrypted with the demo key

    Example: A bucket policy that names the key accepts an upload after the rotation
      Given the bucket policy of the demo bucket is "only the demo key"
      And the demo key is rotated on demand
      When the administrator uploads "test-3.log"
      Then access is granted

    Example: A user without permission on the key cannot read after the rotation
      Given the demo key is rotated on demand
      When the kms-demo user reads "test-2.log"
      Then access is denied: no identity policy allows kms:Decrypt
