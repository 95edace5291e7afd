Feature: Can a grant stand in for the key policy?
  The data account's key policy names one role. A grant gives others the use of the key without a change of policy: AWS
  services make them, and people can. AWS promises that a grant only ever allows, that it can be narrowed by the encryption
  context, and that it ends when it is retired or revoked. See "Grants in AWS KMS" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the cloudquery role has uploaded "report.csv"

  @C12
  Rule: A grant gives the use of a key, whatever key policy and identity policies leave out

    Example: A role of the data account reads by a grant
      Given the data administrator has granted the reporting role decryption with the data key
      When the reporting role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: A role of the data account without a grant does not read
      When the reporting role reads "report.csv"
      Then access is denied: no identity policy allows kms:Decrypt

    Example: A grant to somebody else does not let it read
      Given the data administrator has granted the compute role decryption with the data key
      When the reporting role reads "report.csv"
      Then access is denied: no identity policy allows kms:Decrypt

    Example: A grant of decryption is none of encryption
      Given the data administrator has granted the reporting role decryption with the data key
      When the reporting role uploads "forged.csv"
      Then access is denied: no identity policy allows kms:GenerateDataKey

  @C12
  Rule: A grantee of another account needs no other right to the key

    Example: The compute role reads by a grant, without any policy for the key
      Given the compute role lacks its policy "KMSaccess"
      And the data administrator has granted the compute role decryption with the data key
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: Without a grant its identity policy is worth nothing
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

  @C12
  Rule: An encryption context constraint narrows a grant

    Example: A grant for one object gives that object
      Given the data administrator has granted the compute role decryption of "report.csv" with the data key
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: A grant for one object gives no other
      Given the data administrator has granted the compute role decryption of "summary.csv" with the data key
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

  @C12
  Rule: Revoking or retiring a grant ends it

    Example: Until a grant is revoked or retired the grantee reads
      Given the data administrator has granted the compute role decryption with the data key
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: Once a grant is revoked the grantee is refused
      Given the data administrator has granted the compute role decryption with the data key
      And the data administrator has revoked the grant
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

    Example: Once a grant is retired the grantee is refused
      Given the data administrator has granted the compute role decryption with the data key
      And the data administrator has retired the grant
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt
