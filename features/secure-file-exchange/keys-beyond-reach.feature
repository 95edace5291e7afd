Feature: What happens to a key that no principal may manage?
  A caller that sets a key policy can have KMS skip its lockout check. KMS then accepts the published key policies, and the
  exchange works. But these policies let no principal manage the key, and KMS gives no principal that permission by itself.
  A mistake in such a policy can never be corrected.
  See "Default key policy" in the AWS KMS developer guide.

  Background:
    Given the secure-file-exchange scenario

  @X08
  Rule: The published key policies work if KMS skips its lockout check

    Example: With the first published key policy on the to-client key, the company sends a file
      Given the key policy of the to-client key is "first published key policy", set with BypassPolicyLockoutSafetyCheck
      When the company uploads "offer.pdf" in the to-client bucket
      Then access is granted
      And "offer.pdf" in the to-client bucket is encrypted with the to-client key

    Example: With the first published key policy on the to-client key, the client reads a file
      Given the key policy of the to-client key is "first published key policy", set with BypassPolicyLockoutSafetyCheck
      And the company has uploaded "offer.pdf" in the to-client bucket
      When the client reads "offer.pdf" in the to-client bucket
      Then "offer.pdf" in the to-client bucket arrives unchanged

    Example: With the second published key policy on the from-client key, the client sends a file
      Given the key policy of the from-client key is "second published key policy", set with BypassPolicyLockoutSafetyCheck
      When the client uploads "order.pdf" in the from-client bucket
      Then access is granted
      And "order.pdf" in the from-client bucket is encrypted with the from-client key

    Example: With the first published key policy on the from-client key, as in the article, the client cannot send a file
      Given the key policy of the from-client key is "first published key policy", set with BypassPolicyLockoutSafetyCheck
      When the client uploads "order.pdf" in the from-client bucket
      Then access is denied: the key policy of the from-client key does not allow kms:GenerateDataKey

  @X08
  Rule: An operation that the key policy allows to no principal is refused even to the account's root user

    Example: The root user of the account cannot replace the published key policy
      Given the key policy of the to-client key is "first published key policy", set with BypassPolicyLockoutSafetyCheck
      When the root user of the company account sets the key policy of the to-client key to "to-client key policy"
      Then access is denied: the key policy of the to-client key does not allow kms:PutKeyPolicy

    Example: The root user of the account cannot read the published key policy
      Given the key policy of the to-client key is "first published key policy", set with BypassPolicyLockoutSafetyCheck
      When the root user of the company account calls GetKeyPolicy on the to-client key
      Then access is denied: the key policy of the to-client key does not allow kms:GetKeyPolicy

    Example: The root user of the account cannot delete a key with the published key policy
      Given the key policy of the to-client key is "first published key policy", set with BypassPolicyLockoutSafetyCheck
      When the root user of the company account calls ScheduleKeyDeletion on the to-client key
      Then access is denied: the key policy of the to-client key does not allow kms:ScheduleKeyDeletion

    Example: A user with every KMS permission in IAM cannot replace the published key policy
      Given the key policy of the to-client key is "first published key policy", set with BypassPolicyLockoutSafetyCheck
      And the colleague also has the policy "everything in KMS"
      When the colleague sets the key policy of the to-client key to "to-client key policy"
      Then access is denied: the key policy of the to-client key does not allow kms:PutKeyPolicy

    Example: A user with every KMS permission in IAM replaces a key policy that leaves managing the key to IAM
      Given the colleague also has the policy "everything in KMS"
      When the colleague sets the key policy of the to-client key to "to-client key policy"
      Then access is granted
