@needs:dynamodb:CreateTable
Feature: Does a bare alias mislead DynamoDB as well?
  Role 2 keeps a table in account 2 and encrypts it with a key of its choice. DynamoDB asks KMS once which key a name means
  in the caller's account, and keeps the key's ARN. S3 keeps the name and asks KMS at each request. Moving an alias
  therefore changes the key that S3 uses, but not the key of any table.
  See "DynamoDB encryption at rest usage notes" in the Amazon DynamoDB developer guide.

  Background:
    Given the key-arn-gotcha scenario

  Rule: A table stays under the key that the alias pointed to when the alias was chosen

    @A11
    Example: DynamoDB keeps the ARN of the key that the alias points to
      Given role 2 has created the orders table
      When role 2 encrypts the orders table with alias/my-key
      Then access is granted
      And the orders table is encrypted with key 2

    @A11
    Example: Moving the alias changes the key that S3 encrypts with, but not the key of a table
      Given role 2 has created the orders table encrypted with alias/my-key
      And alias/my-key of account 2 points to key 3
      When role 2 uploads "report.csv"
      Then access is granted
      And "report.csv" is encrypted with key 3
      But the orders table is encrypted with key 2

    @A11
    Example: Choosing the alias again moves a table to the key that the alias now points to
      Given role 2 has created the orders table encrypted with alias/my-key
      And alias/my-key of account 2 points to key 3
      When role 2 encrypts the orders table with alias/my-key
      Then access is granted
      And the orders table is encrypted with key 3

    @A11
    Example: Role 2 writes items under the old key after the alias has moved
      Given role 2 has created the orders table encrypted with alias/my-key
      And alias/my-key of account 2 points to key 3
      When role 2 writes an item to the orders table
      Then access is granted
      And the orders table is encrypted with key 2

    @A11
    Example: Role 2 cannot read items if the policy of the old key denies their decryption
      Given role 2 has created the orders table encrypted with alias/my-key
      And alias/my-key of account 2 points to key 3
      And the key policy of key 2 is "no decryption"
      When role 2 reads an item of the orders table
      Then access is denied: the key policy of key 2 denies kms:Decrypt

  Rule: A table changes its key only if the new key exists and DynamoDB gets a grant on it

    @A11
    Example: Role 2 moves a table to another key of its account
      Given role 2 has created the orders table encrypted with key 3
      When role 2 encrypts the orders table with alias/my-key
      Then access is granted
      And the orders table is encrypted with key 2

    @A11
    Example: A table keeps its key if the account of the table does not have the chosen alias
      Given role 2 has created the orders table encrypted with key 3
      And account 2 has no alias/my-key
      When role 2 encrypts the orders table with alias/my-key
      Then the request fails: account 2 has no alias/my-key
      And the orders table is encrypted with key 3

    @A11
    Example: A table keeps its key if the policy of the new key denies DynamoDB a grant
      Given role 2 has created the orders table encrypted with key 3
      And the key policy of key 2 is "no grants"
      When role 2 encrypts the orders table with alias/my-key
      Then access is denied: the key policy of key 2 denies kms:CreateGrant
      And the orders table is encrypted with key 3
