Feature: Can a key be of use to S3 alone?
  The article prints the policy of the AWS managed key: it names everybody, and two conditions make of that the principals
  of one account, and of these only what S3 asks for them. The same conditions work in the policy of a customer managed
  key, where the account can be chosen. See "AWS KMS condition keys" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the cloudquery role has uploaded "report.csv"
    And the data administrator has encrypted a secret with the data key

  @C17
  Rule: kms:ViaService lets S3 use the key for a caller, and nobody use it directly

    Example: A role with rights to the bucket alone reads
      Given the key policy of the data key is "only through S3"
      When the reporting role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: The same role does not decrypt directly
      Given the key policy of the data key is "only through S3"
      When the reporting role decrypts the secret
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

    Example: An administrator with every right in IAM does not decrypt directly
      Given the key policy of the data key is "only through S3"
      When the data administrator decrypts the secret
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

  @C17
  Rule: kms:CallerAccount says whose callers

    Example: Another account is not served, through S3 or not
      Given the key policy of the data key is "only through S3"
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

    Example: The account that is named reads through S3
      Given the key policy of the data key is "only through S3 for the compute account"
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: The account that is named does not use the key directly
      Given the key policy of the data key is "only through S3 for the compute account"
      When the compute role generates a data key with the data key
      Then access is denied: the key policy of the data key does not allow kms:GenerateDataKey

    Example: The account of the key, which is not named, no longer reads
      Given the key policy of the data key is "only through S3 for the compute account"
      When the reporting role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt
