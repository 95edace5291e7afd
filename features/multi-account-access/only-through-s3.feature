Feature: Can a key policy limit a key to requests through S3?
  The article prints the policy of the AWS managed key, which names every principal. Two conditions limit it to the
  principals of one account, and to requests that S3 makes for them. The same conditions work in the policy of a customer
  managed key, where the account can be chosen.
  See "AWS KMS condition keys" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the cloudquery role has uploaded "report.csv"
    And the data administrator has encrypted a secret with the data key

  @C17
  Rule: kms:ViaService lets a caller use the key through S3, but not directly

    Example: A role with permissions on the bucket alone reads through S3
      Given the key policy of the data key is "only through S3"
      When the reporting role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: A role with permissions on the bucket alone cannot decrypt directly
      Given the key policy of the data key is "only through S3"
      When the reporting role decrypts the secret
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

    Example: An administrator with every permission in IAM cannot decrypt directly
      Given the key policy of the data key is "only through S3"
      When the data administrator decrypts the secret
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

  @C17
  Rule: kms:CallerAccount limits the key to callers of one account

    Example: A role of an account that kms:CallerAccount does not name cannot read through S3
      Given the key policy of the data key is "only through S3"
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

    Example: A role of the account that kms:CallerAccount names reads through S3
      Given the key policy of the data key is "only through S3 for the compute account"
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: A role of the account that kms:CallerAccount names cannot use the key directly
      Given the key policy of the data key is "only through S3 for the compute account"
      When the compute role generates a data key with the data key
      Then access is denied: the key policy of the data key does not allow kms:GenerateDataKey

    Example: A role of the key's account can no longer read if kms:CallerAccount does not name that account
      Given the key policy of the data key is "only through S3 for the compute account"
      When the reporting role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt
