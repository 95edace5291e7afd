Feature: How do the objects that are there come under the new key?
  Changing the default leaves them as they are. Copying each onto itself writes it anew, under what the copy asks for or else
  under the bucket's default. It takes a right to read the old and to write the new.
  See "CopyObject" in the Amazon S3 API reference.

  Background:
    Given the encryption-migration scenario
    And the administrator has uploaded "test-1.log"
    And the demo bucket encrypts by default with the demo key

  Rule: A copy of the bucket onto itself puts every object under the key

    @M06
    Example: Before it, a user without any right to KMS reads the old object
      Given the administrator has uploaded "test-2.log"
      When the kms-demo user reads "test-1.log"
      Then "test-1.log" arrives unchanged

    @M06
    Example: After it, that user has lost the old object too
      Given the administrator has uploaded "test-2.log"
      And the administrator has copied the demo bucket onto itself encrypted with the demo key
      When the kms-demo user reads "test-1.log"
      Then access is denied: no identity policy allows kms:Decrypt

    @M06
    Example: Whoever may use the key reads it unchanged
      Given the administrator has copied the demo bucket onto itself encrypted with the demo key
      When the administrator reads "test-1.log"
      Then "test-1.log" arrives unchanged

    @M06
    Example: Somebody without any right to the key cannot make the copy
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
