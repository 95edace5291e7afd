Feature: What can be done with which kind of key?
  Whoever plans for several accounts chooses a kind of key first: one with material that KMS made, one with material brought
  along, one in a custom key store, or the one that AWS manages. AWS promises who can share, look at and manage each;
  keys that AWS owns are not among them, since no account sees them. Custom key stores need an HSM or a key manager behind
  them, of which there is none here. See "AWS KMS keys" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the key policy of the data key is "shared key policy"

  @C13
  Rule: A customer's key can be shared and managed, whoever made its material

    Example: Material that KMS made
      Then access to the data key is:
        | who                    | make data keys | describe | administer        |
        | the data administrator | yes            | yes      | yes               |
        | the compute role       | yes            | yes      | same account only |

    Example: Imported material
      Then access to the imported key is:
        | who                    | make data keys | describe | administer        |
        | the data administrator | yes            | yes      | yes               |
        | the compute role       | yes            | yes      | same account only |

  @C13
  Rule: A key that AWS manages can be looked at, within its account

    Example: The AWS managed key of S3
      Then access to the AWS managed key of the data account is:
        | who                    | make data keys | describe   | administer        |
        | the data administrator | key policy     | yes        | key policy        |
        | the compute role       | key policy     | key policy | same account only |

  @C13
  Rule: A key in a custom key store takes a key store, and without one none is made

    Scenario Outline: There is no key of origin <origin>
      When the data administrator creates a key of origin <origin>
      Then the request fails: there is no such custom key store

      Examples:
        | origin             |
        | AWS_CLOUDHSM       |
        | EXTERNAL_KEY_STORE |

    Example: A key of origin EXTERNAL takes none, only material to be imported
      When the data administrator creates a key of origin EXTERNAL
      Then access is granted
