Feature: Does it matter whether the key is named by the bucket or by the request?
  A writer may name the key itself, in a header of its upload. A bare alias or key id there means the same as in the
  bucket's default encryption: a key of the writer's account.
  See "PutObject" in the Amazon S3 API reference, on x-amz-server-side-encryption-aws-kms-key-id.

  Background:
    Given the key-arn-gotcha scenario
    And bucket 1 encrypts by default with SSE-S3

  @A07
  Rule: A bare name in a request is looked up in the account of whoever writes

    Example: The alias names key 2 for a writer of account 2
      When role 2 uploads "report.csv" encrypted with alias/my-key
      Then access is granted
      And "report.csv" is encrypted with key 2

    Example: The same alias names key 1 for a writer of account 1
      When role 1 uploads "report.csv" encrypted with alias/my-key
      Then access is granted
      And "report.csv" is encrypted with key 1

    Example: An alias that the writer's account does not have is not found
      Given account 2 has no alias/my-key
      When role 2 uploads "report.csv" encrypted with alias/my-key
      Then the request fails: account 2 has no alias/my-key

    Example: The id of a key of another account is not found
      When role 2 uploads "report.csv" encrypted with the id of key 1
      Then the request fails: account 2 has no key of that id

    Example: The full ARN of a key of another account is found
      When role 2 uploads "report.csv" encrypted with the ARN of key 1
      Then access is granted
      And "report.csv" is encrypted with key 1
