Feature: Which account's AWS managed key encrypts an upload if the bucket names no key?
  A bucket whose default encryption is aws:kms without a key looks the same to every writer. AWS uses the managed key of
  the account that makes the request. An object that another account writes is therefore under that account's key. The
  bucket's owner can never use this key, though it owns the object.
  See "Setting default server-side encryption behavior for Amazon S3 buckets" in the Amazon S3 user guide.

  Background:
    Given the multi-account-access scenario
    And the data bucket encrypts by default with the AWS managed key

  @C15
  Rule: A writer encrypts with the AWS managed key of its own account

    Example: A role of the bucket's account encrypts with the AWS managed key of that account
      When the cloudquery role uploads "report.csv"
      Then access is granted
      And "report.csv" is encrypted with the AWS managed key of the data account

    Example: A role of another account encrypts with the AWS managed key of its own account
      When the compute role uploads "report.csv"
      Then access is granted
      And "report.csv" is encrypted with the AWS managed key of the compute account

  @C15
  Rule: Only principals of the writer's account can read an object under its AWS managed key

    Example: The compute role reads back the object that it wrote
      Given the compute role has uploaded "sent.csv"
      When the compute role reads "sent.csv"
      Then "sent.csv" arrives unchanged

    Example: An administrator of the bucket's account cannot read what the compute role wrote
      Given the compute role has uploaded "sent.csv"
      When the data administrator reads "sent.csv"
      Then access is denied: the key policy of the AWS managed key of the compute account does not allow kms:Decrypt

    Example: The root user of the bucket's account cannot read what the compute role wrote
      Given the compute role has uploaded "sent.csv"
      When the root user of the data account reads "sent.csv"
      Then access is denied: the key policy of the AWS managed key of the compute account does not allow kms:Decrypt

    Example: An administrator of the bucket's account reads what the compute role wrote under a key that the bucket names
      Given the data bucket encrypts by default with the data key
      And the key policy of the data key is "shared key policy"
      And the compute role has uploaded "sent.csv"
      When the data administrator reads "sent.csv"
      Then "sent.csv" arrives unchanged
