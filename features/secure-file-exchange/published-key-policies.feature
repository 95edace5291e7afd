Feature: Can the published key policies be set?
  The article prints key policies that let its two users encrypt and decrypt, and let nobody manage the key. KMS does
  not accept that: it checks that whoever sets a key policy can change it again.
  See "PutKeyPolicy" in the AWS KMS API reference.

  Background:
    Given the secure-file-exchange scenario

  @X07
  Rule: KMS refuses a key policy that its author could not change again

    Example: The first published key policy does not replace that of an existing key
      When the root user of the company account sets the key policy of the to-client key to "first published key policy"
      Then the request fails: the new key policy locks its author out

    Example: The second published key policy does not either
      When the root user of the company account sets the key policy of the from-client key to "second published key policy"
      Then the request fails: the new key policy locks its author out

    Example: No key is created with the first published key policy
      When the root user of the company account creates a key with the policy "first published key policy"
      Then the request fails: the new key policy locks its author out

    Example: No key is created with the second
      When the root user of the company account creates a key with the policy "second published key policy"
      Then the request fails: the new key policy locks its author out

    Example: With a statement on managing the key, the first replaces that of an existing key
      When the root user of the company account sets the key policy of the to-client key to "to-client key policy"
      Then access is granted

    Example: With that statement a key is created too
      When the root user of the company account creates a key with the policy "to-client key policy"
      Then access is granted
