Feature: Can a grant take the place of the key policy?
  The data account's key policy names one role. A grant lets another principal use the key without a change of policy. AWS
  services create grants, and so can people. AWS promises that a grant can only allow, and that the encryption context can
  narrow it. A grant ends when it is retired or revoked.
  See "Grants in AWS KMS" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the cloudquery role has uploaded "report.csv"

  @C12
  Rule: A grant allows the use of a key even if the key policy and identity policies do not

    Example: The reporting role reads with a grant for decryption
      Given the data administrator has granted the reporting role decryption with the data key
      When the reporting role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: The reporting role cannot read without a grant
      When the reporting role reads "report.csv"
      Then access is denied: no identity policy allows kms:Decrypt

    Example: A grant to the compute role does not let the reporting role read
      Given the data administrator has granted the compute role decryption with the data key
      When the reporting role reads "report.csv"
      Then access is denied: no identity policy allows kms:Decrypt

    Example: A grant for decryption does not let the reporting role encrypt
      Given the data administrator has granted the reporting role decryption with the data key
      When the reporting role uploads "forged.csv"
      Then access is denied: no identity policy allows kms:GenerateDataKey

  @C12
  Rule: A grantee of another account needs no other permission on the key

    Example: With a grant, the compute role reads without any policy for the key
      Given the compute role lacks its policy "KMSaccess"
      And the data administrator has granted the compute role decryption with the data key
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: Without a grant, the identity policy of the compute role has no effect
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

  @C12
  Rule: An encryption context constraint narrows a grant

    Example: A grant for one object lets the compute role read that object
      Given the data administrator has granted the compute role decryption of "report.csv" with the data key
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: A grant for one object does not let the compute role read another object
      Given the data administrator has granted the compute role decryption of "summary.csv" with the data key
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

  @C12
  Rule: Revoking or retiring a grant ends it

    Example: Until its grant is revoked or retired, the compute role reads
      Given the data administrator has granted the compute role decryption with the data key
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: Once its grant is revoked, the compute role cannot read
      Given the data administrator has granted the compute role decryption with the data key
      And the data administrator has revoked the grant
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

    Example: Once its grant is retired, the compute role cannot read
      Given the data administrator has granted the compute role decryption with the data key
      And the data administrator has retired the grant
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt
