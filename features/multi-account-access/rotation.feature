Feature: Which keys rotate, and how?
  Rotation gives a key new material, and keeps the old material for what it encrypted. An auditor asks for rotation, and
  the answer depends on the kind of key. AWS rotates its own keys every year, a customer managed key if its owner enables
  it, and imported material never by itself. The article's table of 2022 ends there; since 2025 imported material rotates
  on demand.
  See "Rotate AWS KMS keys" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario

  @C13
  Rule: Only key material that KMS made rotates automatically

    Example: Automatic rotation can be enabled for a key with material that KMS made
      When the data administrator calls EnableKeyRotation on the data key
      Then access is granted

    Example: Automatic rotation cannot be enabled for a key with imported material
      When the data administrator calls EnableKeyRotation on the imported key
      Then the request fails: the imported key holds imported material

    @confidence:medium
    Example: Automatic rotation of an AWS managed key cannot be disabled
      When the data administrator calls DisableKeyRotation on the AWS managed key of the data account
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:DisableKeyRotation

  @C13
  Rule: Imported key material rotates on demand, as material that KMS made does

    Example: A key with material that KMS made rotates on demand, and KMS makes the new material
      When the data administrator calls RotateKeyOnDemand on the data key
      Then access is granted

    Example: A key with imported material rotates on demand to new material that was imported for it
      Given the imported key is given new key material
      When the data administrator calls RotateKeyOnDemand on the imported key
      Then access is granted

    Example: A key with imported material cannot rotate on demand without new material
      When the data administrator calls RotateKeyOnDemand on the imported key
      Then the request fails: no new material waits in the imported key

    Example: An object that the old key material encrypted stays readable
      Given the cloudquery role has uploaded "report.csv" encrypted with the imported key
      And the imported key is given new key material
      And the imported key is rotated on demand
      When the cloudquery role reads "report.csv"
      Then "report.csv" arrives unchanged
