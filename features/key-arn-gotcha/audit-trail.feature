Feature: What does the owner of a key learn of those who read with it?
  Role 2 uploads every object of bucket 1 again, and account 2 opens key 2 to every account. Whoever in account 1 may decrypt
  with any key reads as before, and account 2 gains a record of each reading, of which account 1 knows nothing.
  See "Logging AWS KMS API calls with AWS CloudTrail" in the AWS KMS developer guide, on requests across accounts.

  Background:
    Given the key-arn-gotcha scenario
    And the key policy of key 2 is "open to every account"
    And role 2 has uploaded "report.csv"

  Rule: A decryption across accounts is recorded in both, a refused one with the caller alone

    @A14
    Example: The owner of the key sees each successful reading, with the reader's identity
      Given the reader of account 1 also has the policy "decrypts with any key"
      When the reader of account 1 reads "report.csv"
      Then "report.csv" arrives unchanged
      And the audit trail of account 2 shows kms:Decrypt by the reader of account 1
      And the audit trail of account 1 shows kms:Decrypt by the reader of account 1

    @A14
    Example: The owner of the key sees nothing of a reader whom KMS refuses
      When the reader of account 1 reads "report.csv"
      Then access is denied: no identity policy allows kms:Decrypt
      And the audit trail of account 1 shows a refused kms:Decrypt by the reader of account 1
      But the audit trail of account 2 shows no kms:Decrypt by the reader of account 1

  Rule: The key decides whose trail shows a reading, not the bucket

    @A14
    Example: What is under key 1 is read without account 2 learning of it
      Given role 1 has uploaded "plan.csv"
      When the reader of account 1 reads "plan.csv"
      Then "plan.csv" arrives unchanged
      And the audit trail of account 1 shows kms:Decrypt by the reader of account 1
      But the audit trail of account 2 shows no kms:Decrypt by the reader of account 1

    @A14
    Example: What is under key 2 is read without the owner of the bucket learning of it
      When the reader of account 2 reads "report.csv"
      Then "report.csv" arrives unchanged
      And the audit trail of account 2 shows kms:Decrypt by the reader of account 2
      But the audit trail of account 1 shows no kms:Decrypt by the reader of account 2
