Feature: What does a role need to read an encrypted object of another account?
  Compute runs in one account. The data lies in another account, encrypted with a customer managed key. Access requires
  three policies in two accounts. AWS promises that across accounts both sides must allow access to the bucket and to the
  key. A refusal tells a caller that may know it which side is missing.
  See "Allowing users in other accounts to use a KMS key" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the key policy of the data key is "shared key policy"
    And the cloudquery role has uploaded "report.csv"

  Rule: Access across accounts requires an identity policy, a bucket policy and a key policy, and a refusal names what is missing

    @C01
    Example: With all three policies, the compute role reads
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

    @C01
    Example: With all three policies, the compute role writes
      When the compute role uploads "result.csv"
      Then access is granted
      And "result.csv" is encrypted with the data key

    @C02
    Example: Without an identity policy for the objects, the compute role cannot read
      Given the compute role lacks its policy "S3access"
      When the compute role reads "report.csv"
      Then access is denied: no identity policy allows s3:GetObject

    @C02
    Example: Without an identity policy for the key, the compute role cannot read
      Given the compute role lacks its policy "KMSaccess"
      When the compute role reads "report.csv"
      Then access is denied: no identity policy allows kms:Decrypt

    @C02
    Example: Without a statement in the bucket policy, the compute role cannot read
      Given the bucket policy of the data bucket is "only the data account"
      When the compute role reads "report.csv"
      Then access is denied: no bucket policy allows s3:GetObject

    @C02
    Example: Without a statement in the key policy, the compute role cannot read
      Given the key policy of the data key is as documented again
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt
