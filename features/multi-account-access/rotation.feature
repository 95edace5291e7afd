Feature: Which keys rotate, and how?
  Rotation gives a key new material, and keeps the old for what it encrypted. An auditor asks for it, and the answer depends
  on the kind of key: AWS rotates its own every year, a customer's key if it is told to, and imported material never by
  itself. There the article's table of 2022 ends; since 2025 imported material rotates on demand.
  See "Rotate AWS KMS keys" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario

  @C13
  Rule: Only material that KMS made rotates by itself

    Example: A key with material of KMS is told to
      When the data administrator calls EnableKeyRotation on the data key
      Then access is granted

    Example: A key with imported material cannot be
      When the data administrator calls EnableKeyRotation on the imported key
      Then the request fails: the imported key holds imported material

    @confidence:medium
    Example: A key that AWS manages always does, and nobody can stop it
      When the data administrator calls DisableKeyRotation on the AWS managed key of the data account
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:DisableKeyRotation

  @C13
  Rule: On demand, imported material rotates too

    Example: KMS makes the new material itself
      When the data administrator calls RotateKeyOnDemand on the data key
      Then access is granted

    Example: Imported material rotates to material that was imported for it
      Given the imported key is given new key material
      When the data administrator calls RotateKeyOnDemand on the imported key
      Then access is granted

    Example: Imported material does not rotate without new material
      When the data administrator calls RotateKeyOnDemand on the imported key
      Then the request fails: no new material waits in the imported key

    Example: What the old material encrypted stays readable
      Given the cloudquery role has uploaded "report.csv" encrypted with the imported key
      And the imported key is given new key material
      And the imported key is rotated on demand
      When the cloudquery role reads "report.csv"
      Then "report.csv" arrives unchanged
