Feature: What can be done with which kind of key?
  A team that plans for several accounts chooses a kind of key first. KMS makes the material, the team imports it, a custom
  key store holds it, or AWS manages the key. AWS states who can share, view and manage each kind. No account sees the keys
  that AWS owns, so they are left out. A custom key store needs an HSM or a key manager, and keyhole has none.
  See "AWS KMS keys" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the key policy of the data key is "shared key policy"

  @C13
  Rule: A customer managed key can be shared and managed, with KMS's own or with imported material

    Example: Access to a key with material that KMS made
      Then access to the data key is:
        | who                    | make data keys | describe | administer        |
        | the data administrator | yes            | yes      | yes               |
        | the compute role       | yes            | yes      | same account only |

    Example: Access to a key with imported material
      Then access to the imported key is:
        | who                    | make data keys | describe | administer        |
        | the data administrator | yes            | yes      | yes               |
        | the compute role       | yes            | yes      | same account only |

  @C13
  Rule: An AWS managed key can be viewed, but only within its account

    Example: Access to the AWS managed key of S3
      Then access to the AWS managed key of the data account is:
        | who                    | make data keys | describe   | administer        |
        | the data administrator | key policy     | yes        | key policy        |
        | the compute role       | key policy     | key policy | same account only |

  @C13
  Rule: A key in a custom key store cannot be created without such a store

    Scenario Outline: A key of origin <origin> cannot be created without a custom key store
      When the data administrator creates a key of origin <origin>
      Then the request fails: there is no such custom key store

      Examples:
        | origin             |
        | AWS_CLOUDHSM       |
        | EXTERNAL_KEY_STORE |

    Example: A key of origin EXTERNAL can be created without a custom key store
      When the data administrator creates a key of origin EXTERNAL
      Then access is granted
