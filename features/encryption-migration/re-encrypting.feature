Feature: How do the objects that are there come under the new key?
  Changing the default leaves them as they are. A copy onto itself writes an object anew: under what the copy asks for, or
  else under the bucket's default. Whoever copies reads the old object and writes the new one, and needs the rights to both.
  The article knows no other way; since January 2026 there is one that moves no data, UpdateObjectEncryption, which the feature
  on repairing objects under the wrong key shows. See "CopyObject" in the Amazon S3 API reference.

  Background:
    Given the encryption-migration scenario
    And the administrator has uploaded "test-1.log"
    And the demo bucket encrypts by default with the demo key

  Rule: A copy of the bucket onto itself puts every object under the key

    @M06
    Example: A user without any right to KMS then loses the old object too
      Given the administrator has copied the demo bucket onto itself encrypted with the demo key
      When the kms-demo user reads "test-1.log"
      Then access is denied: no identity policy allows kms:Decrypt

    @M06
    Example: Whoever may use the key reads it as it was
      Given the administrator has copied the demo bucket onto itself encrypted with the demo key
      When the administrator reads "test-1.log"
      Then "test-1.log" arrives unchanged

    @M06
    Example: Nobody makes the copy without a right to the key
      When the kms-demo user copies "test-1.log" onto itself encrypted with the demo key
      Then access is denied: no identity policy allows kms:GenerateDataKey
      And "test-1.log" is encrypted with SSE-S3

  Rule: A copy that asks for nothing takes the bucket's default, not the key of its source

    @M07
    Example: An object under SSE-S3 comes under the bucket's key
      When the administrator copies "test-1.log" onto itself
      Then access is granted
      And "test-1.log" is encrypted with the demo key

    @M07
    Example: An object under another key does not stay under it
      Given the administrator has uploaded "test-2.log" encrypted with the other key
      When the administrator copies "test-2.log" onto itself
      Then access is granted
      And "test-2.log" is encrypted with the demo key

    @M07
    Example: In a bucket under SSE-S3 a copy loses its key
      Given the administrator has uploaded "test-2.log"
      And the demo bucket encrypts by default with SSE-S3
      When the administrator copies "test-2.log" onto itself
      Then access is granted
      And "test-2.log" is encrypted with SSE-S3
