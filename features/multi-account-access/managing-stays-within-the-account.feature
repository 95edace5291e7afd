Feature: Can another account be made an administrator of a key?
  A key policy can name another account and allow it kms:*, and so can an identity policy of that account. AWS lets other
  accounts use a key and create grants. Every other operation works only within the key's account.
  See "Allowing users in other accounts to use a KMS key" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the key policy of the data key is "everything for the compute account"
    And the compute role also has the policy "administrator access"

  @C19
  Rule: An operation that manages a key is refused across accounts, whatever the policies say

    Scenario Outline: <operation> is refused to another account
      When the compute role calls <operation> on the data key
      Then access is denied: no policy can allow another account kms:<operation>

      Examples: operations on the key policy
        | operation       |
        | GetKeyPolicy    |
        | PutKeyPolicy    |
        | ListKeyPolicies |

      Examples: operations that put the key out of use
        | operation           |
        | DisableKey          |
        | ScheduleKeyDeletion |

      Examples: operations that change how the key is kept
        | operation            |
        | EnableKeyRotation    |
        | UpdateKeyDescription |
        | TagResource          |

    Scenario Outline: <operation> is allowed within the key's account
      When the data administrator calls <operation> on the data key
      Then access is granted

      Examples:
        | operation         |
        | GetKeyPolicy      |
        | DisableKey        |
        | EnableKeyRotation |

  @C19
  Rule: An operation that uses a key works across accounts

    Example: The compute role generates a data key with the data account's key
      When the compute role generates a data key with the data key
      Then access is granted

    Example: The compute role describes the data account's key
      When the compute role calls DescribeKey on the data key
      Then access is granted

    Example: The compute role cannot generate a data key if the key policy does not name its account
      Given the key policy of the data key is as documented again
      When the compute role generates a data key with the data key
      Then access is denied: the key policy of the data key does not allow kms:GenerateDataKey
