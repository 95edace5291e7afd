Feature: What if somebody is given too many rights in S3?
  Rights in S3 accumulate: a managed policy, a group, an administrator in a hurry. The two key policies are a second wall.
  They name who encrypts and who decrypts, and do not pass that decision on to IAM.
  See "Default key policy" in the AWS KMS developer guide, section on enabling IAM policies.

  Background:
    Given the secure-file-exchange scenario

  @X04
  Rule: With every right in S3 each party still reads and writes only what the keys let it

    Example: The company may get what it sent, and not decrypt it
      Given the company also has the policy "everything in S3"
      And the company has uploaded "offer.pdf" in the to-client bucket
      When the company reads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:Decrypt

    Example: The client may get what it sent, and not decrypt it
      Given the client also has the policy "everything in S3"
      And the client has uploaded "order.pdf" in the from-client bucket
      When the client reads "order.pdf" in the from-client bucket
      Then access is denied: the key policy of the from-client key does not allow kms:Decrypt

    Example: The client may write where the company does, and not encrypt
      Given the client also has the policy "everything in S3"
      When the client uploads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:GenerateDataKey

    Example: The company may write where the client does, and not encrypt
      Given the company also has the policy "everything in S3"
      When the company uploads "order.pdf" in the from-client bucket
      Then access is denied: the key policy of the from-client key does not allow kms:GenerateDataKey

    Example: The client reads what the company sent, as before
      Given the client also has the policy "everything in S3"
      And the company has uploaded "offer.pdf" in the to-client bucket
      When the client reads "offer.pdf" in the to-client bucket
      Then "offer.pdf" in the to-client bucket arrives unchanged

  @X05
  Rule: Key policies that leave nothing to IAM shut out whomever they do not name

    Example: A colleague with every right in S3 reads nothing
      Given the company has uploaded "offer.pdf" in the to-client bucket
      When the colleague reads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:Decrypt

    Example: A colleague with every right in KMS besides reads nothing
      Given the client has uploaded "order.pdf" in the from-client bucket
      And the colleague also has the policy "everything in KMS"
      When the colleague reads "order.pdf" in the from-client bucket
      Then access is denied: the key policy of the from-client key does not allow kms:Decrypt

    Example: A colleague with every right in KMS cannot make a grant to get around the key policy
      Given the colleague also has the policy "everything in KMS"
      When the colleague creates a grant on the to-client key
      Then access is denied: the key policy of the to-client key does not allow kms:CreateGrant

    Example: The root user of the account does not read
      Given the company has uploaded "offer.pdf" in the to-client bucket
      When the root user of the company account reads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:Decrypt

    Example: A colleague whom the key policy names reads
      Given the company has uploaded "offer.pdf" in the to-client bucket
      And the key policy of the to-client key is "the colleague decrypts too"
      When the colleague reads "offer.pdf" in the to-client bucket
      Then "offer.pdf" in the to-client bucket arrives unchanged
