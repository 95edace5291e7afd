Feature: Can the published key policies be set?
  The article prints key policies that let its two users encrypt and decrypt, but let no principal manage the key. KMS does
  not accept that. It checks that the caller that sets a key policy can change the policy again.
  See "PutKeyPolicy" in the AWS KMS API reference.

  Background:
    Given the secure-file-exchange scenario

  @X07
  Rule: KMS refuses a key policy that its author could not change again

    Example: The first published key policy cannot replace the policy of an existing key
      When the root user of the company account sets the key policy of the to-client key to "first published key policy"
      Then the request fails: the new key policy locks its author out

    Example: The second published key policy cannot replace the policy of an existing key
      When the root user of the company account sets the key policy of the from-client key to "second published key policy"
      Then the request fails: the new key policy locks its author out

    Example: A key cannot be created with the first published key policy
      When the root user of the company account creates a key with the policy "first published key policy"
      Then the request fails: the new key policy locks its author out

    Example: A key cannot be created with the second published key policy
      When the root user of the company account creates a key with the policy "second published key policy"
      Then the request fails: the new key policy locks its author out

    Example: With a statement on managing the key, the first published key policy replaces the policy of an existing key
      When the root user of the company account sets the key policy of the to-client key to "to-client key policy"
      Then access is granted

    Example: With a statement on managing the key, a key is created with the first published key policy
      When the root user of the company account creates a key with the policy "to-client key policy"
      Then access is granted
