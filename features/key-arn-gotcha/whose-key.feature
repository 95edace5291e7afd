Feature: Which account's key does a bare alias or key id name?
  Bucket 1 of account 1 encrypts by default with "alias/my-key", and both accounts have a key under that alias. Most people
  expect the bucket owner's key. S3 leaves the name to KMS, which looks it up in the writer's account at each request.
  See "PutBucketEncryption" in the Amazon S3 API reference, on cross-account operations.

  Background:
    Given the key-arn-gotcha scenario

  Rule: A bare alias names a key of the writer's account

    @A01
    Example: A writer of account 2 encrypts with key 2
      When role 2 uploads "report.csv"
      Then access is granted
      And "report.csv" is encrypted with key 2

    @A04
    Example: A writer of account 1 encrypts with key 1
      When role 1 uploads "report.csv"
      Then access is granted
      And "report.csv" is encrypted with key 1

    @A02
    Example: A writer of account 2 cannot upload if account 2 does not have the alias
      Given account 2 has no alias/my-key
      When role 2 uploads "report.csv"
      Then the request fails: account 2 has no alias/my-key
      And "report.csv" does not exist

    @A15
    Example: The alias is looked up at each upload, so moving the alias changes the key of the next upload
      Given role 2 has uploaded "old.csv"
      And alias/my-key of account 2 points to key 3
      When role 2 uploads "new.csv"
      Then access is granted
      And "new.csv" is encrypted with key 3
      But "old.csv" is encrypted with key 2

  Rule: A bare key id is looked up in the writer's account, and exists in only one account

    @A06
    Example: A writer of account 2 cannot upload under the bare id of key 1
      Given bucket 1 encrypts by default with the id of key 1
      When role 2 uploads "report.csv"
      Then the request fails: account 2 has no key of that id

    @A06
    Example: A writer of account 1 uploads under the bare id of key 1
      Given bucket 1 encrypts by default with the id of key 1
      When role 1 uploads "report.csv"
      Then access is granted
      And "report.csv" is encrypted with key 1
