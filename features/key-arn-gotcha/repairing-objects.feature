Feature: How are objects under the wrong key repaired?
  Changing the bucket's default encryption changes nothing about objects that exist. The note of 2022 says that they must be
  uploaded again. A copy onto itself does as well, and since January 2026 they can be put under another key in place; without
  their content at hand, both take somebody who may use the wrong key.
  See "Updating server-side encryption for existing data" in the Amazon S3 user guide.

  Background:
    Given the key-arn-gotcha scenario
    And role 2 has uploaded "report.csv"
    And bucket 1 encrypts by default with the ARN of key 1

  Rule: The new default holds for what is written from now on

    @A09
    Example: The old object stays unreadable
      When the reader of account 1 reads "report.csv"
      Then access is denied: the key policy of key 2 does not allow kms:Decrypt

    @A09
    Example: Uploaded again, it is readable
      Given role 2 has uploaded "report.csv"
      When the reader of account 1 reads "report.csv"
      Then "report.csv" arrives unchanged

  Rule: A copy onto itself takes the new default from whoever may decrypt the old key

    @A09
    Example: Role 2 may decrypt with key 2, and its copy is readable
      Given role 2 has copied "report.csv" onto itself
      When the reader of account 1 reads "report.csv"
      Then "report.csv" arrives unchanged

    @A09
    Example: Role 1 may not, and its copy is refused
      When role 1 copies "report.csv" onto itself
      Then access is denied: the key policy of key 2 does not allow kms:Decrypt
      And "report.csv" is encrypted with key 2

  Rule: An object can be put under another key in place, named by its full ARN

    @A10 @needs:s3:UpdateObjectEncryption
    Example: Role 2 may use both keys, and re-wraps the object under key 1
      When role 2 re-wraps "report.csv" under the ARN of key 1
      Then access is granted
      And "report.csv" is encrypted with key 1

    @A10 @needs:s3:UpdateObjectEncryption
    Example: Role 1 may use key 1, and re-wraps what is under no key
      Given role 1 has uploaded "plain.csv" encrypted with SSE-S3
      When role 1 re-wraps "plain.csv" under the ARN of key 1
      Then access is granted
      And "plain.csv" is encrypted with key 1

    @A10 @needs:s3:UpdateObjectEncryption
    Example: An alias is not taken
      When role 2 re-wraps "report.csv" under alias/my-key
      Then the request fails: re-wrapping takes the full ARN of a key
      And "report.csv" is encrypted with key 2

    @A10 @confidence:low
    Example: Role 1 may not use key 2, and re-wraps nothing
      When role 1 re-wraps "report.csv" under the ARN of key 1
      Then access is denied: the key policy of key 2 does not allow kms:Decrypt
      And "report.csv" is encrypted with key 2
