Feature: Does a bare alias mislead Secrets Manager as well?
  Role 1 keeps a secret in account 1 and shares it with role 2 of account 2. Secrets Manager keeps the name of its key as it was
  given and, like S3, asks KMS on behalf of whoever calls. A name that means another key elsewhere makes it refuse: nobody gets
  the wrong key, but few readers guess why. Whoever shares secrets puts them under a key of their own, by its full ARN.
  See "Access AWS Secrets Manager secrets from a different account" in the AWS Secrets Manager user guide.

  Background:
    Given the key-arn-gotcha scenario

  Rule: Another account reads a secret only where the secret names its key by ARN

    @A12
    Example: Under the ARN of key 1, role 2 reads the secret
      Given role 1 has created the database secret encrypted with the ARN of key 1
      And the resource policy of the database secret is "open to account 2"
      When role 2 reads the database secret
      Then the secret arrives unchanged

    @A12
    Example: Under a bare alias of the same key, role 2 does not
      Given role 1 has created the database secret encrypted with alias/my-key
      And the resource policy of the database secret is "open to account 2"
      When role 2 reads the database secret
      Then the request fails: access to KMS is not allowed

    @A12
    Example: Under a bare alias, role 1 reads its own secret
      Given role 1 has created the database secret encrypted with alias/my-key
      When role 1 reads the database secret
      Then the secret arrives unchanged

  Rule: The ARN alone does not open the key

    @A12
    Example: Role 2 is refused a secret whose key leaves it out
      Given role 1 has created the database secret encrypted with the ARN of key 1
      And the resource policy of the database secret is "open to account 2"
      And the key policy of key 1 lacks "Role 2 uses key 1"
      When role 2 reads the database secret
      Then access is denied: the key policy of key 1 does not allow kms:Decrypt

    @A12
    Example: Role 1 reads it, by the statement for its account
      Given role 1 has created the database secret encrypted with the ARN of key 1
      And the key policy of key 1 lacks "Role 2 uses key 1"
      When role 1 reads the database secret
      Then the secret arrives unchanged

  Rule: Another account changes a secret only if the key is named by its ARN

    @A13
    Example: Role 2 names key 1 by its ARN
      Given role 1 has created the database secret encrypted with alias/my-key
      And the resource policy of the database secret is "open to account 2"
      When role 2 changes the database secret encrypted with the ARN of key 1
      Then access is granted

    @A13
    Example: Role 2 names no key, and the secret has a bare alias
      Given role 1 has created the database secret encrypted with alias/my-key
      And the resource policy of the database secret is "open to account 2"
      When role 2 changes the database secret
      Then the request fails: another account must name the ARN of a key

    @A13
    Example: Role 2 names no key, and the secret is under the AWS managed key
      Given role 1 has created the database secret
      And the resource policy of the database secret is "open to account 2"
      When role 2 changes the database secret
      Then the request fails: another account must name the ARN of a key
