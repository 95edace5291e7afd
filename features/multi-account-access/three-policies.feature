Feature: What does a role need to read an encrypted object of another account?
  Compute runs in one account and the data lies in another, encrypted with a customer managed key. Whoever sets this up
  writes three policies in two accounts. AWS promises that across accounts both sides must say yes, for the bucket and for
  the key, and that the refusal tells those who may know which of them is missing.
  See "Allowing users in other accounts to use a KMS key" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the key policy of the data key is "shared key policy"
    And the cloudquery role has uploaded "report.csv"

  Rule: It takes the role's identity policy, the bucket policy and the key policy, and the refusal says which is missing

    @C01
    Example: With all three the compute role reads
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

    @C01
    Example: With all three it writes as well
      When the compute role uploads "result.csv"
      Then access is granted
      And "result.csv" is encrypted with the data key

    @C02
    Example: No identity policy for the objects
      Given the compute role lacks its policy "S3access"
      When the compute role reads "report.csv"
      Then access is denied: no identity policy allows s3:GetObject

    @C02
    Example: No identity policy for the key
      Given the compute role lacks its policy "KMSaccess"
      When the compute role reads "report.csv"
      Then access is denied: no identity policy allows kms:Decrypt

    @C02
    Example: No statement in the bucket policy
      Given the bucket policy of the data bucket is "only the data account"
      When the compute role reads "report.csv"
      Then access is denied: no bucket policy allows s3:GetObject

    @C02
    Example: No statement in the key policy
      Given the key policy of the data key is as documented again
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt
