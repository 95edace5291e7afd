Feature: What happens if a user gets too many S3 permissions?
  S3 permissions accumulate: through a managed policy, a group, an administrator in a hurry. The two key policies are a
  second line of defense. They name the users that encrypt and decrypt, and do not delegate that decision to IAM.
  See "Default key policy" in the AWS KMS developer guide, section on enabling IAM policies.

  Background:
    Given the secure-file-exchange scenario

  @X04
  Rule: With every S3 permission, each party still reads and writes only what the key policies allow

    Example: The company, with every S3 permission, cannot decrypt what it sent
      Given the company also has the policy "everything in S3"
      And the company has uploaded "offer.pdf" in the to-client bucket
      When the company reads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:Decrypt

    Example: The client, with every S3 permission, cannot decrypt what it sent
      Given the client also has the policy "everything in S3"
      And the client has uploaded "order.pdf" in the from-client bucket
      When the client reads "order.pdf" in the from-client bucket
      Then access is denied: the key policy of the from-client key does not allow kms:Decrypt

    Example: The client, with every S3 permission, cannot encrypt a file in the to-client bucket
      Given the client also has the policy "everything in S3"
      When the client uploads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:GenerateDataKey

    Example: The company, with every S3 permission, cannot encrypt a file in the from-client bucket
      Given the company also has the policy "everything in S3"
      When the company uploads "order.pdf" in the from-client bucket
      Then access is denied: the key policy of the from-client key does not allow kms:GenerateDataKey

    Example: The client, with every S3 permission, still reads what the company sent
      Given the client also has the policy "everything in S3"
      And the company has uploaded "offer.pdf" in the to-client bucket
      When the client reads "offer.pdf" in the to-client bucket
      Then "offer.pdf" in the to-client bucket arrives unchanged

  @X05
  Rule: Key policies that do not delegate to IAM shut out every principal that they do not name

    Example: The colleague, with every S3 permission, cannot read what the company sent
      Given the company has uploaded "offer.pdf" in the to-client bucket
      When the colleague reads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:Decrypt

    Example: The colleague, with every S3 and KMS permission, cannot read what the client sent
      Given the client has uploaded "order.pdf" in the from-client bucket
      And the colleague also has the policy "everything in KMS"
      When the colleague reads "order.pdf" in the from-client bucket
      Then access is denied: the key policy of the from-client key does not allow kms:Decrypt

    Example: The colleague, with every KMS permission, cannot create a grant to get around the key policy
      Given the colleague also has the policy "everything in KMS"
      When the colleague creates a grant on the to-client key
      Then access is denied: the key policy of the to-client key does not allow kms:CreateGrant

    Example: The root user of the account cannot read what the company sent
      Given the company has uploaded "offer.pdf" in the to-client bucket
      When the root user of the company account reads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:Decrypt

    Example: The colleague reads what the company sent if the key policy names the colleague
      Given the company has uploaded "offer.pdf" in the to-client bucket
      And the key policy of the to-client key is "the colleague decrypts too"
      When the colleague reads "offer.pdf" in the to-client bucket
      Then "offer.pdf" in the to-client bucket arrives unchanged
