Feature: Who can change the AWS managed key of S3?
  An auditor asks who could open the key to others, or destroy it. AWS manages it for the account: everybody with an identity
  policy for it may look at it, and its policy, which cannot be replaced, gives nobody anything that would change it.
  See "AWS managed keys" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the data bucket encrypts by default with the AWS managed key
    And the cloudquery role has uploaded "report.csv"

  @C06
  Rule: Its account may look at it

    Scenario Outline: An administrator calls <operation>
      When the data administrator calls <operation> on the AWS managed key of the data account
      Then access is granted

      Examples:
        | operation            |
        | DescribeKey          |
        | GetKeyPolicy         |
        | GetKeyRotationStatus |

    Example: As for any key, the key policy only delegates to IAM
      When the reporting role calls GetKeyPolicy on the AWS managed key of the data account
      Then access is denied: no identity policy allows kms:GetKeyPolicy

  @C06
  Rule: Nobody may change it

    @confidence:medium
    Scenario Outline: <operation> is refused to <who>
      When <who> calls <operation> on the AWS managed key of the data account
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:<operation>

      Examples: To an administrator
        | who                    | operation           |
        | the data administrator | PutKeyPolicy        |
        | the data administrator | DisableKey          |
        | the data administrator | ScheduleKeyDeletion |
        | the data administrator | EnableKeyRotation   |

      Examples: To the root user
        | who                               | operation           |
        | the root user of the data account | PutKeyPolicy        |
        | the root user of the data account | DisableKey          |
        | the root user of the data account | ScheduleKeyDeletion |
        | the root user of the data account | EnableKeyRotation   |

    Scenario Outline: No grant can be made by <who>
      When <who> creates a grant on the AWS managed key of the data account
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:CreateGrant

      Examples:
        | who                               |
        | the data administrator            |
        | the root user of the data account |

    Example: A customer managed key its administrator does change
      When the data administrator calls ScheduleKeyDeletion on the data key
      Then access is granted
