Feature: Does a bare alias mislead Secrets Manager as well?
  Role 1 keeps a secret in account 1 and shares it with role 2 of account 2. Secrets Manager keeps the name of the key as
  it was given and, like S3, calls KMS on behalf of its caller. It refuses another account if the name means another key in
  that account. The wrong key is never used, but few readers guess why they are refused. A shared secret belongs under a
  customer managed key, named by its full ARN.
  See "Access AWS Secrets Manager secrets from a different account" in the AWS Secrets Manager user guide.

  Background:
    Given the key-arn-gotcha scenario

  Rule: Another account can read a secret only if the secret names its key by ARN

    @A12
    Example: Role 2 reads a secret that names key 1 by its ARN
      Given role 1 has created the database secret encrypted with the ARN of key 1
      And the resource policy of the database secret is "open to account 2"
      When role 2 reads the database secret
      Then the secret arrives unchanged

    @A12
    Example: Role 2 cannot read a secret that names key 1 by a bare alias
      Given role 1 has created the database secret encrypted with alias/my-key
      And the resource policy of the database secret is "open to account 2"
      When role 2 reads the database secret
      Then the request fails: access to KMS is not allowed

    @A12
    Example: Role 1 reads a secret of its own account that names key 1 by a bare alias
      Given role 1 has created the database secret encrypted with alias/my-key
      When role 1 reads the database secret
      Then the secret arrives unchanged

  Rule: Naming a key by its ARN does not give permission to use it

    @A12
    Example: Role 2 cannot read a secret if the policy of its key does not name role 2
      Given role 1 has created the database secret encrypted with the ARN of key 1
      And the resource policy of the database secret is "open to account 2"
      And the key policy of key 1 lacks "Role 2 uses key 1"
      When role 2 reads the database secret
      Then access is denied: the key policy of key 1 does not allow kms:Decrypt

    @A12
    Example: Role 1 reads a secret by the key policy's statement for its account
      Given role 1 has created the database secret encrypted with the ARN of key 1
      And the key policy of key 1 lacks "Role 2 uses key 1"
      When role 1 reads the database secret
      Then the secret arrives unchanged

  Rule: Another account can change a secret only if the key is named by its ARN

    @A13
    Example: Role 2 changes a secret and names key 1 by its ARN
      Given role 1 has created the database secret encrypted with alias/my-key
      And the resource policy of the database secret is "open to account 2"
      When role 2 changes the database secret encrypted with the ARN of key 1
      Then access is granted

    @A13
    Example: Role 2 names no key, and cannot change a secret under a bare alias
      Given role 1 has created the database secret encrypted with alias/my-key
      And the resource policy of the database secret is "open to account 2"
      When role 2 changes the database secret
      Then the request fails: another account must name the ARN of a key

    @A13
    Example: Role 2 names no key, and cannot change a secret under the AWS managed key
      Given role 1 has created the database secret
      And the resource policy of the database secret is "open to account 2"
      When role 2 changes the database secret
      Then the request fails: another account must name the ARN of a key
