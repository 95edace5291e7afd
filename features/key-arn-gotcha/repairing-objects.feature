Feature: How are objects under the wrong key repaired?
  Changing the bucket's default encryption does not change existing objects. The note of 2022 says that they must be
  uploaded again. Copying an object onto itself works as well, and since January 2026 an object can be put under another
  key in place. Without the content at hand, both ways require a caller that may use the wrong key.
  See "Updating server-side encryption for existing data" in the Amazon S3 user guide.

  Background:
    Given the key-arn-gotcha scenario
    And role 2 has uploaded "report.csv"
    And bucket 1 encrypts by default with the ARN of key 1

  Rule: A new default applies only to objects that are written after the change

    @A09
    Example: An old object stays unreadable after the default changes
      When the reader of account 1 reads "report.csv"
      Then access is denied: the key policy of key 2 does not allow kms:Decrypt

    @A09
    Example: An old object is readable once role 2 has uploaded it again
      Given role 2 has uploaded "report.csv"
      When the reader of account 1 reads "report.csv"
      Then "report.csv" arrives unchanged

  Rule: A caller that may decrypt with the old key can copy an object onto itself under the new default

    @A09
    Example: Role 2, which may decrypt with key 2, makes a copy that the reader of account 1 can read
      Given role 2 has copied "report.csv" onto itself
      When the reader of account 1 reads "report.csv"
      Then "report.csv" arrives unchanged

    @A09
    Example: Role 1, which may not decrypt with key 2, cannot copy an object onto itself
      When role 1 copies "report.csv" onto itself
      Then access is denied: the key policy of key 2 does not allow kms:Decrypt
      And "report.csv" is encrypted with key 2

  Rule: An object can be put under another key in place if the request names that key by its full ARN

    @A10 @needs:s3:UpdateObjectEncryption
    Example: Role 2, which may use both keys, re-wraps an object under key 1
      When role 2 re-wraps "report.csv" under the ARN of key 1
      Then access is granted
      And "report.csv" is encrypted with key 1

    @A10 @needs:s3:UpdateObjectEncryption
    Example: Role 1, which may use key 1, re-wraps an object that is under SSE-S3
      Given role 1 has uploaded "plain.csv" encrypted with SSE-S3
      When role 1 re-wraps "plain.csv" under the ARN of key 1
      Then access is granted
      And "plain.csv" is encrypted with key 1

    @A10 @needs:s3:UpdateObjectEncryption
    Example: An object cannot be re-wrapped under an alias
      When role 2 re-wraps "report.csv" under alias/my-key
      Then the request fails: re-wrapping takes the full ARN of a key
      And "report.csv" is encrypted with key 2

    @A10 @confidence:low
    Example: Role 1, which may not use key 2, cannot re-wrap an object that is under key 2
      When role 1 re-wraps "report.csv" under the ARN of key 1
      Then access is denied: the key policy of key 2 does not allow kms:Decrypt
      And "report.csv" is encrypted with key 2
