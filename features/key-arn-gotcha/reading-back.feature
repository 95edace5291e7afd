Feature: Who can read objects that were encrypted with the wrong key?
  An upload that silently took key 2 succeeds. The surprise comes when account 1 reads. Its principals have permission on
  key 1, but the object is under a key that they have never heard of.
  See "Using server-side encryption with AWS KMS keys" in the Amazon S3 user guide.

  Background:
    Given the key-arn-gotcha scenario

  Rule: The owner of the bucket can read only objects under a key that it may use

    @A03
    Example: The reader of account 1 cannot read what role 2 wrote under key 2
      Given role 2 has uploaded "report.csv"
      When the reader of account 1 reads "report.csv"
      Then access is denied: the key policy of key 2 does not allow kms:Decrypt

    @A04
    Example: The reader of account 1 reads what role 1 wrote under key 1
      Given role 1 has uploaded "report.csv"
      When the reader of account 1 reads "report.csv"
      Then "report.csv" arrives unchanged

  Rule: One bucket holds objects under both keys, each readable by principals of the key's account

    @A04
    Example: The reader of account 2 reads what role 2 wrote under key 2
      Given role 2 has uploaded "report.csv"
      When the reader of account 2 reads "report.csv"
      Then "report.csv" arrives unchanged

    @A04
    Example: The reader of account 2 cannot read what role 1 wrote under key 1
      Given role 1 has uploaded "report.csv"
      When the reader of account 2 reads "report.csv"
      Then access is denied: the key policy of key 1 does not allow kms:Decrypt
