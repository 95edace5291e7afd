Feature: What becomes of objects whose key material was brought along?
  The data account may have to hold a copy of its key material outside of AWS, and imports it into a key. It can delete the
  material in an instant, where any other key takes a week at least. AWS promises that the key is of no use to anybody without
  it, and that the same material, imported again, opens what it encrypted.
  See "Importing key material for AWS KMS keys" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the data bucket encrypts by default with the imported key

  @C14
  Rule: Without its material a key is pending import, and cannot be used

    Example: With its material a key encrypts what the cloudquery role uploads
      When the cloudquery role uploads "report.csv"
      Then access is granted
      And "report.csv" is encrypted with the imported key

    @confidence:medium
    Example: Without its material the upload fails
      Given the imported key is without its key material
      When the cloudquery role uploads "report.csv"
      Then the request fails: the imported key is pending import

    Example: Without its material the key itself is still there
      Given the imported key is without its key material
      When the data administrator calls DescribeKey on the imported key
      Then access is granted

  @C14
  Rule: Once its material is deleted, objects are unreadable until it is imported again

    @confidence:medium
    Example: Nobody reads, not even who administers the key
      Given the cloudquery role has uploaded "report.csv"
      And the imported key is without its key material
      When the data administrator reads "report.csv"
      Then the request fails: the imported key is pending import

    @confidence:medium
    Example: The account that the key is shared with does not read either
      Given the cloudquery role has uploaded "report.csv"
      And the imported key is without its key material
      When the compute role reads "report.csv"
      Then the request fails: the imported key is pending import

    Example: Imported again, the same material opens them
      Given the cloudquery role has uploaded "report.csv"
      And the imported key is without its key material
      And the imported key is given its key material again
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

  @C14
  Rule: Deleting it takes a permission of its own, in the key's account

    Example: A user of the key does not delete the material
      When the analyst user calls DeleteImportedKeyMaterial on the imported key
      Then access is denied: no identity policy allows kms:DeleteImportedKeyMaterial

    Example: An administrator deletes the material
      When the data administrator calls DeleteImportedKeyMaterial on the imported key
      Then access is granted

    Example: No policy lets another account delete the material
      Given the compute role also has the policy "administrator access"
      When the compute role calls DeleteImportedKeyMaterial on the imported key
      Then access is denied: no policy can allow another account kms:DeleteImportedKeyMaterial
