Feature: Does it matter whether the bucket or the request names the key?
  A writer may name the key itself, in a header of its upload. A bare alias or key id means the same there as in the
  bucket's default encryption: a key of the writer's account.
  See "PutObject" in the Amazon S3 API reference, on x-amz-server-side-encryption-aws-kms-key-id.

  Background:
    Given the key-arn-gotcha scenario
    And bucket 1 encrypts by default with SSE-S3

  @A07
  Rule: A bare alias or key id in a request is looked up in the writer's account

    Example: An alias in the request of a writer of account 2 names key 2
      When role 2 uploads "report.csv" encrypted with alias/my-key
      Then access is granted
      And "report.csv" is encrypted with key 2

    Example: An alias in the request of a writer of account 1 names key 1
      When role 1 uploads "report.csv" encrypted with alias/my-key
      Then access is granted
      And "report.csv" is encrypted with key 1

    Example: An alias in a request is not found if the writer's account does not have it
      Given account 2 has no alias/my-key
      When role 2 uploads "report.csv" encrypted with alias/my-key
      Then the request fails: account 2 has no alias/my-key

    Example: The bare id of a key of another account is not found
      When role 2 uploads "report.csv" encrypted with the id of key 1
      Then the request fails: account 2 has no key of that id

    Example: The full ARN of a key of another account is found
      When role 2 uploads "report.csv" encrypted with the ARN of key 1
      Then access is granted
      And "report.csv" is encrypted with key 1
