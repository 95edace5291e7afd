Feature: How do existing objects come under the new key?
  Changing the default leaves existing objects as they are. Copying an object onto itself writes it anew, under the
  encryption that the copy asks for or under the bucket's default. The caller of the copy reads the old object and writes
  the new one, and needs permission for both. The article knows no other way. Since January 2026 UpdateObjectEncryption
  changes the key without moving data; the feature on repairing objects under the wrong key shows it.
  See "CopyObject" in the Amazon S3 API reference.

  Background:
    Given the encryption-migration scenario
    And the administrator has uploaded "test-1.log"
    And the demo bucket encrypts by default with the demo key

  Rule: Copying a bucket onto itself under a key puts every object under that key

    @M06
    Example: A user without any KMS permission can no longer read an object once it is copied under the key
      Given the administrator has copied the demo bucket onto itself encrypted with the demo key
      When the kms-demo user reads "test-1.log"
      Then access is denied: no identity policy allows kms:Decrypt

    @M06
    Example: An administrator with permission on the key reads the copied object unchanged
      Given the administrator has copied the demo bucket onto itself encrypted with the demo key
      When the administrator reads "test-1.log"
      Then "test-1.log" arrives unchanged

    @M06
    Example: A user without permission on the key cannot copy an object onto itself under the key
      When the kms-demo user copies "test-1.log" onto itself encrypted with the demo key
      Then access is denied: no identity policy allows kms:GenerateDataKey
      And "test-1.log" is encrypted with SSE-S3

  Rule: A copy that asks for no encryption gets the bucket's default, not the key of its source

    @M07
    Example: A copy of an object under SSE-S3 is encrypted with the bucket's default key
      When the administrator copies "test-1.log" onto itself
      Then access is granted
      And "test-1.log" is encrypted with the demo key

    @M07
    Example: A copy of an object under another key is encrypted with the bucket's default key
      Given the administrator has uploaded "test-2.log" encrypted with the other key
      When the administrator copies "test-2.log" onto itself
      Then access is granted
      And "test-2.log" is encrypted with the demo key

    @M07
    Example: In a bucket with SSE-S3 as the default, a copy of an object under a key is encrypted with SSE-S3
      Given the administrator has uploaded "test-2.log"
      And the demo bucket encrypts by default with SSE-S3
      When the administrator copies "test-2.log" onto itself
      Then access is granted
      And "test-2.log" is encrypted with SSE-S3
