Feature: What becomes of a key that nobody may manage?
  Whoever sets a key policy can have KMS leave out its lockout check. The published key policies are accepted then, and the
  exchange works. But they let nobody manage the key, and KMS lets nobody do so by itself: no mistake in them can be mended.
  See "Default key policy" in the AWS KMS developer guide.

  Background:
    Given the secure-file-exchange scenario

  @X08
  Rule: Past the lockout check the published key policies work

    Example: With the first, on the to-client key, the company sends a file
      Given the key policy of the to-client key is "first published key policy", set with BypassPolicyLockoutSafetyCheck
      When the company uploads "offer.pdf" in the to-client bucket
      Then access is granted
      And "offer.pdf" in the to-client bucket is encrypted with the to-client key

    Example: With the first, on the to-client key, the client reads that file
      Given the key policy of the to-client key is "first published key policy", set with BypassPolicyLockoutSafetyCheck
      And the company has uploaded "offer.pdf" in the to-client bucket
      When the client reads "offer.pdf" in the to-client bucket
      Then "offer.pdf" in the to-client bucket arrives unchanged

    Example: With the second, on the from-client key, the client sends a file
      Given the key policy of the from-client key is "second published key policy", set with BypassPolicyLockoutSafetyCheck
      When the client uploads "order.pdf" in the from-client bucket
      Then access is granted
      And "order.pdf" in the from-client bucket is encrypted with the from-client key

    Example: With the first, which the article prints for that key, the client sends nothing
      Given the key policy of the from-client key is "first published key policy", set with BypassPolicyLockoutSafetyCheck
      When the client uploads "order.pdf" in the from-client bucket
      Then access is denied: the key policy of the from-client key does not allow kms:GenerateDataKey

  @X08
  Rule: What a key policy does not let anybody do, nobody does, the account's root user included

    Example: The root user cannot set another key policy
      Given the key policy of the to-client key is "first published key policy", set with BypassPolicyLockoutSafetyCheck
      When the root user of the company account sets the key policy of the to-client key to "to-client key policy"
      Then access is denied: the key policy of the to-client key does not allow kms:PutKeyPolicy

    Example: The root user cannot look at the key policy
      Given the key policy of the to-client key is "first published key policy", set with BypassPolicyLockoutSafetyCheck
      When the root user of the company account calls GetKeyPolicy on the to-client key
      Then access is denied: the key policy of the to-client key does not allow kms:GetKeyPolicy

    Example: The root user cannot delete the key
      Given the key policy of the to-client key is "first published key policy", set with BypassPolicyLockoutSafetyCheck
      When the root user of the company account calls ScheduleKeyDeletion on the to-client key
      Then access is denied: the key policy of the to-client key does not allow kms:ScheduleKeyDeletion

    Example: A user with every right to KMS in IAM cannot set another key policy either
      Given the key policy of the to-client key is "first published key policy", set with BypassPolicyLockoutSafetyCheck
      And the colleague also has the policy "everything in KMS"
      When the colleague sets the key policy of the to-client key to "to-client key policy"
      Then access is denied: the key policy of the to-client key does not allow kms:PutKeyPolicy

    Example: The same user sets one where the key policy leaves managing the key to IAM
      Given the colleague also has the policy "everything in KMS"
      When the colleague sets the key policy of the to-client key to "to-client key policy"
      Then access is granted
