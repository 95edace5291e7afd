Feature: What does the AWS managed key of S3 allow?
  A bucket that encrypts with KMS and names no key of its own uses the key aws/s3. It costs nothing to keep, and AWS wrote
  its policy: everybody in the account uses it, through S3 and in no other way. Whoever plans to share the bucket needs to
  know that nobody can change that. See "AWS managed keys" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the data bucket encrypts by default with the AWS managed key

  @C03
  Rule: Principals of the account use it with rights to S3 alone

    Example: The first upload brings the key about, in the writer's account
      When the reporting role uploads "first.csv"
      Then access is granted
      And "first.csv" is encrypted with the AWS managed key of the data account

    Example: A role without any right to a key reads what another wrote
      Given the cloudquery role has uploaded "report.csv"
      When the reporting role reads "report.csv"
      Then "report.csv" arrives unchanged

    @confidence:medium
    Example: An identity policy can still deny it
      Given the cloudquery role has uploaded "report.csv"
      And the reporting role also has the policy "no decryption"
      When the reporting role reads "report.csv"
      Then access is denied: an identity policy denies kms:Decrypt

  @C04
  Rule: Other accounts do not, whatever their identity policies and the bucket policy allow
    The article shows the message of 2022: that the key does not exist, or that access to it is not allowed. Since 2023 KMS
    names who asked, and the permission.

    Example: A role of another account does not read
      Given the cloudquery role has uploaded "report.csv"
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:Decrypt

    Example: A role of another account does not read with every right that its own account can give
      Given the cloudquery role has uploaded "report.csv"
      And the compute role also has the policy "administrator access"
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:Decrypt

    Example: Under a key of the data account that is shared with it, the role reads
      Given the data bucket encrypts by default with the data key
      And the key policy of the data key is "shared key policy"
      And the cloudquery role has uploaded "report.csv"
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

  @C05
  Rule: It serves what comes through S3, and nobody directly
    Nobody holds anything that the key encrypted, since S3 keeps that to itself. KMS's dry run needs none: it tells whether
    somebody may decrypt with a key.

    Example: An administrator does not decrypt with it
      Given the cloudquery role has uploaded "report.csv"
      When the data administrator tries out decryption with the AWS managed key of the data account
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:Decrypt

    Example: The root user does not decrypt with it
      Given the cloudquery role has uploaded "report.csv"
      When the root user of the data account tries out decryption with the AWS managed key of the data account
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:Decrypt

    Example: An administrator does not encrypt with it
      Given the cloudquery role has uploaded "report.csv"
      When the data administrator encrypts a secret with the AWS managed key of the data account
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:Encrypt

    Example: Through S3 the administrator reads
      Given the cloudquery role has uploaded "report.csv"
      When the data administrator reads "report.csv"
      Then "report.csv" arrives unchanged
