Feature: Can a key open one part of a bucket?
  All objects of a bucket are usually under one key. S3 gives KMS the ARN of the object as encryption context, and a policy
  can ask for it: AWS documents the condition key kms:EncryptionContext for this. It holds as long as the bucket uses no
  S3 Bucket Keys, whose context is the bucket.
  See "Using server-side encryption with AWS KMS keys" in the Amazon S3 user guide, section on the encryption context.

  Background:
    Given the multi-account-access scenario
    And the cloudquery role has uploaded "reports/q1.csv"
    And the cloudquery role has uploaded "salaries/q1.csv"

  @C18
  Rule: In a key policy the condition holds for whoever it names

    Example: The compute role reads below the prefix
      Given the key policy of the data key is "the compute role decrypts reports"
      When the compute role reads "reports/q1.csv"
      Then "reports/q1.csv" arrives unchanged

    Example: The compute role reads nothing else, though the bucket policy allows it
      Given the key policy of the data key is "the compute role decrypts reports"
      When the compute role reads "salaries/q1.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

  @C18
  Rule: In an identity policy it holds where the key policy leaves the question to identity policies

    Example: The reporting role reads below the prefix
      Given the reporting role also has the policy "decrypts reports"
      When the reporting role reads "reports/q1.csv"
      Then "reports/q1.csv" arrives unchanged

    Example: The reporting role reads nothing else
      Given the reporting role also has the policy "decrypts reports"
      When the reporting role reads "salaries/q1.csv"
      Then access is denied: no identity policy allows kms:Decrypt
