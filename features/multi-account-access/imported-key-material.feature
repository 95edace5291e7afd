Feature: What happens to objects whose key has imported material?
  The data account may have to hold a copy of its key material outside of AWS, so it imports the material into a key. It
  can delete imported material at once, whereas deleting a key takes at least a week. AWS promises that the key cannot be
  used without its material. The same material, imported again, decrypts the objects again.
  See "Importing key material for AWS KMS keys" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the data bucket encrypts by default with the imported key

  @C14
  Rule: A key without its imported material is pending import, and cannot be used

    Example: A key with its imported material encrypts what the cloudquery role uploads
      When the cloudquery role uploads "report.csv"
      Then access is granted
      And "report.csv" is encrypted with the imported key

    @confidence:medium
    Example: The cloudquery role cannot upload if the key is without its imported material
      Given the imported key is without its key material
      When the cloudquery role uploads "report.csv"
      Then the request fails: the imported key is pending import

    Example: A key without its imported material still exists
      Given the imported key is without its key material
      When the data administrator calls DescribeKey on the imported key
      Then access is granted

  @C14
  Rule: Objects are unreadable after the key material is deleted, until it is imported again

    @confidence:medium
    Example: Without the imported material, even the administrator of the key cannot read
      Given the cloudquery role has uploaded "report.csv"
      And the imported key is without its key material
      When the data administrator reads "report.csv"
      Then the request fails: the imported key is pending import

    @confidence:medium
    Example: Without the imported material, the compute role cannot read, although it may use the key
      Given the cloudquery role has uploaded "report.csv"
      And the imported key is without its key material
      When the compute role reads "report.csv"
      Then the request fails: the imported key is pending import

    Example: Objects are readable once the same key material is imported again
      Given the cloudquery role has uploaded "report.csv"
      And the imported key is without its key material
      And the imported key is given its key material again
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

  @C14
  Rule: Deleting imported key material requires a permission of its own, in the key's account

    Example: A user of the key cannot delete its imported material
      When the analyst user calls DeleteImportedKeyMaterial on the imported key
      Then access is denied: no identity policy allows kms:DeleteImportedKeyMaterial

    Example: An administrator deletes the imported material of a key
      When the data administrator calls DeleteImportedKeyMaterial on the imported key
      Then access is granted

    Example: No policy lets another account delete the imported material of a key
      Given the compute role also has the policy "administrator access"
      When the compute role calls DeleteImportedKeyMaterial on the imported key
      Then access is denied: no policy can allow another account kms:DeleteImportedKeyMaterial
