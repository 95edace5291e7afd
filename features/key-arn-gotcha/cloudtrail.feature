Feature: What does CloudTrail tell the owner of a key about its readers?
  Role 2 uploads every object of bucket 1 again, and account 2 opens key 2 to every account. A principal of account 1 that
  may decrypt with any key reads as before. CloudTrail now shows account 2 each read, without the knowledge of account 1.
  See "Logging AWS KMS API calls with AWS CloudTrail" in the AWS KMS developer guide, on requests across accounts.

  Background:
    Given the key-arn-gotcha scenario
    And the key policy of key 2 is "open to every account"
    And role 2 has uploaded "report.csv"

  Rule: CloudTrail shows a cross-account decryption in both accounts, and a refused one only in the caller's account

    @A14
    Example: The owner of the key sees each successful read, with the reader's identity
      Given the reader of account 1 also has the policy "decrypts with any key"
      When the reader of account 1 reads "report.csv"
      Then "report.csv" arrives unchanged
      And CloudTrail in account 2 shows kms:Decrypt by the reader of account 1
      And CloudTrail in account 1 shows kms:Decrypt by the reader of account 1

    @A14
    Example: The owner of the key sees nothing of a reader that KMS refuses
      When the reader of account 1 reads "report.csv"
      Then access is denied: no identity policy allows kms:Decrypt
      And CloudTrail in account 1 shows a refused kms:Decrypt by the reader of account 1
      But CloudTrail in account 2 shows no kms:Decrypt by the reader of account 1

  Rule: CloudTrail shows a read in the account of the key, whichever account owns the bucket

    @A14
    Example: Account 2 does not see a reader of account 1 read an object under key 1
      Given role 1 has uploaded "plan.csv"
      When the reader of account 1 reads "plan.csv"
      Then "plan.csv" arrives unchanged
      And CloudTrail in account 1 shows kms:Decrypt by the reader of account 1
      But CloudTrail in account 2 shows no kms:Decrypt by the reader of account 1

    @A14
    Example: Account 1, which owns the bucket, does not see a reader of account 2 read an object under key 2
      When the reader of account 2 reads "report.csv"
      Then "report.csv" arrives unchanged
      And CloudTrail in account 2 shows kms:Decrypt by the reader of account 2
      But CloudTrail in account 1 shows no kms:Decrypt by the reader of account 2
