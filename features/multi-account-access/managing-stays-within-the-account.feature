Feature: Can another account be made an administrator of a key?
  A key policy can name another account and allow it kms:*, and so can an identity policy there. AWS lets other accounts use
  a key and make grants, and offers everything else within the key's account alone.
  See "Allowing users in other accounts to use a KMS key" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the key policy of the data key is "everything for the compute account"
    And the compute role also has the policy "administrator access"

  @C19
  Rule: What manages a key is refused across accounts, whatever the policies say

    Scenario Outline: <operation> is refused to another account
      When the compute role calls <operation> on the data key
      Then access is denied: no policy can allow another account kms:<operation>

      Examples: It would change who may use the key
        | operation       |
        | GetKeyPolicy    |
        | PutKeyPolicy    |
        | ListKeyPolicies |

      Examples: It would put the key out of use
        | operation           |
        | DisableKey          |
        | ScheduleKeyDeletion |

      Examples: It would change how the key is kept
        | operation            |
        | EnableKeyRotation    |
        | UpdateKeyDescription |
        | TagResource          |

    Scenario Outline: <operation> is allowed within the account
      When the data administrator calls <operation> on the data key
      Then access is granted

      Examples:
        | operation         |
        | GetKeyPolicy      |
        | DisableKey        |
        | EnableKeyRotation |

  @C19
  Rule: What uses a key works across accounts

    Example: The compute role generates data keys
      When the compute role generates a data key with the data key
      Then access is granted

    Example: The compute role looks at the key
      When the compute role calls DescribeKey on the data key
      Then access is granted

    Example: Where the key policy leaves its account out the compute role generates none
      Given the key policy of the data key is as documented again
      When the compute role generates a data key with the data key
      Then access is denied: the key policy of the data key does not allow kms:GenerateDataKey
