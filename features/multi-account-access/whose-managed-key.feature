Feature: Whose key is it, where a bucket names none?
  A bucket whose default encryption is aws:kms without a key looks the same to everybody who writes to it. AWS takes the
  managed key of whoever makes the request: an object that another account writes is under that account's key, which the
  bucket's owner can never use, though the object is its own.
  See "Setting default server-side encryption behavior for Amazon S3 buckets" in the Amazon S3 user guide.

  Background:
    Given the multi-account-access scenario
    And the data bucket encrypts by default with the AWS managed key

  @C15
  Rule: A writer encrypts with the managed key of its own account

    Example: A role of the bucket's account encrypts with the managed key of that account
      When the cloudquery role uploads "report.csv"
      Then access is granted
      And "report.csv" is encrypted with the AWS managed key of the data account

    Example: A role of another account encrypts with the managed key of its own
      When the compute role uploads "report.csv"
      Then access is granted
      And "report.csv" is encrypted with the AWS managed key of the compute account

  @C15
  Rule: Only the account of that key reads

    Example: The writer reads its object back
      Given the compute role has uploaded "sent.csv"
      When the compute role reads "sent.csv"
      Then "sent.csv" arrives unchanged

    Example: The bucket's owner does not read it
      Given the compute role has uploaded "sent.csv"
      When the data administrator reads "sent.csv"
      Then access is denied: the key policy of the AWS managed key of the compute account does not allow kms:Decrypt

    Example: The root user of the bucket's owner does not read it
      Given the compute role has uploaded "sent.csv"
      When the root user of the data account reads "sent.csv"
      Then access is denied: the key policy of the AWS managed key of the compute account does not allow kms:Decrypt

    Example: Under a key that the bucket names, its owner reads
      Given the data bucket encrypts by default with the data key
      And the key policy of the data key is "shared key policy"
      And the compute role has uploaded "sent.csv"
      When the data administrator reads "sent.csv"
      Then "sent.csv" arrives unchanged
