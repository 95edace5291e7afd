Feature: Who can change the AWS managed key of S3?
  An auditor asks who could open the key to others, or destroy it. AWS manages the key for the account. A principal with an
  identity policy for the key may view it. The key policy cannot be replaced, and lets no principal change the key.
  See "AWS managed keys" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario
    And the data bucket encrypts by default with the AWS managed key
    And the cloudquery role has uploaded "report.csv"

  @C06
  Rule: Principals of its account can view the AWS managed key of S3

    Scenario Outline: An administrator calls <operation> on the AWS managed key
      When the data administrator calls <operation> on the AWS managed key of the data account
      Then access is granted

      Examples:
        | operation            |
        | DescribeKey          |
        | GetKeyPolicy         |
        | GetKeyRotationStatus |

    Example: A role without an identity policy for the AWS managed key cannot view it
      When the reporting role calls GetKeyPolicy on the AWS managed key of the data account
      Then access is denied: no identity policy allows kms:GetKeyPolicy

  @C06
  Rule: No principal can change the AWS managed key of S3

    @confidence:medium
    Scenario Outline: <operation> on the AWS managed key is refused to <who>
      When <who> calls <operation> on the AWS managed key of the data account
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:<operation>

      Examples: refused to an administrator
        | who                    | operation           |
        | the data administrator | PutKeyPolicy        |
        | the data administrator | DisableKey          |
        | the data administrator | ScheduleKeyDeletion |
        | the data administrator | EnableKeyRotation   |

      Examples: refused to the root user
        | who                               | operation           |
        | the root user of the data account | PutKeyPolicy        |
        | the root user of the data account | DisableKey          |
        | the root user of the data account | ScheduleKeyDeletion |
        | the root user of the data account | EnableKeyRotation   |

    Scenario Outline: A grant on the AWS managed key cannot be created by <who>
      When <who> creates a grant on the AWS managed key of the data account
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:CreateGrant

      Examples:
        | who                               |
        | the data administrator            |
        | the root user of the data account |

    Example: An administrator schedules the deletion of a customer managed key
      When the data administrator calls ScheduleKeyDeletion on the data key
      Then access is granted
