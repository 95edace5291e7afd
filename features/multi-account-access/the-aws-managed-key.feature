Feature: What does the AWS managed key of S3 allow?
  A bucket that encrypts with KMS and names no key uses the key aws/s3. This key costs nothing to keep. AWS wrote its
  policy: every principal of the account may use the key through S3, and in no other way. A team that plans to share the
  bucket needs to know that this policy cannot be changed.
  See "AWS managed keys" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the data bucket encrypts by default with the AWS managed key

  @C03
  Rule: Principals of the account use the AWS managed key with S3 permissions alone

    Example: The first upload creates the AWS managed key in the writer's account
      When the reporting role uploads "first.csv"
      Then access is granted
      And "first.csv" is encrypted with the AWS managed key of the data account

    Example: A role without any KMS permission reads what another role wrote under the AWS managed key
      Given the cloudquery role has uploaded "report.csv"
      When the reporting role reads "report.csv"
      Then "report.csv" arrives unchanged

    @confidence:medium
    Example: An identity policy can deny the use of the AWS managed key
      Given the cloudquery role has uploaded "report.csv"
      And the reporting role also has the policy "no decryption"
      When the reporting role reads "report.csv"
      Then access is denied: an identity policy denies kms:Decrypt

  @C04
  Rule: Other accounts cannot use the AWS managed key, whatever identity policies and the bucket policy allow
    The article shows the message of 2022: that the key does not exist, or that access to it is not allowed. Since 2023 KMS
    names the caller and the permission.

    Example: A role of another account cannot read an object under the AWS managed key
      Given the cloudquery role has uploaded "report.csv"
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:Decrypt

    Example: A role of another account cannot read, even with every permission that its own account can give
      Given the cloudquery role has uploaded "report.csv"
      And the compute role also has the policy "administrator access"
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:Decrypt

    Example: A role of another account reads an object under a key that the data account shares with it
      Given the data bucket encrypts by default with the data key
      And the key policy of the data key is "shared key policy"
      And the cloudquery role has uploaded "report.csv"
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

  @C05
  Rule: The AWS managed key serves requests through S3, and no direct request
    No caller holds a ciphertext of this key, since S3 keeps the encrypted data keys to itself. A dry run needs no ciphertext:
    KMS tells whether the caller may decrypt with a key.

    Example: An administrator cannot decrypt directly with the AWS managed key
      Given the cloudquery role has uploaded "report.csv"
      When the data administrator tries out decryption with the AWS managed key of the data account
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:Decrypt

    Example: The root user cannot decrypt directly with the AWS managed key
      Given the cloudquery role has uploaded "report.csv"
      When the root user of the data account tries out decryption with the AWS managed key of the data account
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:Decrypt

    Example: An administrator cannot encrypt directly with the AWS managed key
      Given the cloudquery role has uploaded "report.csv"
      When the data administrator encrypts a secret with the AWS managed key of the data account
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:Encrypt

    Example: An administrator reads through S3 under the AWS managed key
      Given the cloudquery role has uploaded "report.csv"
      When the data administrator reads "report.csv"
      Then "report.csv" arrives unchanged
