@needs:dynamodb:CreateTable
Feature: Does a bare alias mislead DynamoDB as well?
  Role 2 keeps a table in account 2 and encrypts it with a key of its choice. DynamoDB asks KMS once which key a name means, in
  the account of whoever chooses it, and keeps the key's ARN; S3 keeps the name and asks at each request. Whoever moves an
  alias changes what S3 encrypts with, and no table. See "DynamoDB encryption at rest usage notes" in the Amazon DynamoDB
  developer guide.

  Background:
    Given the key-arn-gotcha scenario

  Rule: A table stays under the key that the alias stood for when it was chosen

    @A11
    Example: DynamoDB keeps the ARN of the key
      Given role 2 has created the orders table
      When role 2 encrypts the orders table with alias/my-key
      Then access is granted
      And the orders table is encrypted with key 2

    @A11
    Example: Moving the alias moves what S3 encrypts with, and no table
      Given role 2 has created the orders table encrypted with alias/my-key
      And alias/my-key of account 2 points to key 3
      When role 2 uploads "report.csv"
      Then access is granted
      And "report.csv" is encrypted with key 3
      But the orders table is encrypted with key 2

    @A11
    Example: A table moves once somebody chooses the alias again
      Given role 2 has created the orders table encrypted with alias/my-key
      And alias/my-key of account 2 points to key 3
      When role 2 encrypts the orders table with alias/my-key
      Then access is granted
      And the orders table is encrypted with key 3

  Rule: Choosing a key takes a key, and a grant on it for DynamoDB; else the table stays under the one it has

    @A11
    Example: Role 2 chooses a key of its account
      Given role 2 has created the orders table encrypted with key 3
      When role 2 encrypts the orders table with alias/my-key
      Then access is granted
      And the orders table is encrypted with key 2

    @A11
    Example: Without such an alias in the account of the table
      Given role 2 has created the orders table encrypted with key 3
      And account 2 has no alias/my-key
      When role 2 encrypts the orders table with alias/my-key
      Then the request fails: account 2 has no alias/my-key
      And the orders table is encrypted with key 3

    @A11
    Example: Where the policy of the key lets DynamoDB make no grant
      Given role 2 has created the orders table encrypted with key 3
      And the key policy of key 2 is "no grants"
      When role 2 encrypts the orders table with alias/my-key
      Then access is denied: the key policy of key 2 denies kms:CreateGrant
      And the orders table is encrypted with key 3
