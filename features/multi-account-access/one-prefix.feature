Feature: Can a key open only one prefix of a bucket?
  All objects of a bucket are usually under one key. S3 gives KMS the ARN of the object as encryption context, and a policy
  can test that context. AWS documents the condition key kms:EncryptionContext for this. The condition works only if the
  bucket uses no S3 Bucket Key, whose context is the bucket's ARN.
  See "Using server-side encryption with AWS KMS keys" in the Amazon S3 user guide, section on the encryption context.

  Background:
    Given the multi-account-access scenario
    And the cloudquery role has uploaded "reports/q1.csv"
    And the cloudquery role has uploaded "salaries/q1.csv"

  @C18
  Rule: In a key policy, a condition on the encryption context limits the principals that the policy names

    Example: Limited by the key policy, the compute role reads an object below the prefix
      Given the key policy of the data key is "the compute role decrypts reports"
      When the compute role reads "reports/q1.csv"
      Then "reports/q1.csv" arrives unchanged

    Example: Limited by the key policy, the compute role cannot read another object, though the bucket policy allows it
      Given the key policy of the data key is "the compute role decrypts reports"
      When the compute role reads "salaries/q1.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

  @C18
  Rule: In an identity policy, a condition on the encryption context counts if the key policy delegates to IAM

    Example: Limited by its identity policy, the reporting role reads an object below the prefix
      Given the reporting role also has the policy "decrypts reports"
      When the reporting role reads "reports/q1.csv"
      Then "reports/q1.csv" arrives unchanged

    Example: Limited by its identity policy, the reporting role cannot read another object
      Given the reporting role also has the policy "decrypts reports"
      When the reporting role reads "salaries/q1.csv"
      Then access is denied: no identity policy allows kms:Decrypt
