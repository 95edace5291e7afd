Feature: Which right to the key does an upload take?
  The article gives kms:Encrypt to whoever uploads, in IAM and in the key policy. S3 never calls Encrypt: it has KMS
  generate a data key for each object. That is allowed here by the key policy alone, which names users of its own account.
  See "Using server-side encryption with AWS KMS keys" in the Amazon S3 user guide, section on permissions.

  Background:
    Given the secure-file-exchange scenario

  @X10
  Rule: Uploading takes kms:GenerateDataKey, and kms:Encrypt has no bearing on it

    Example: With kms:GenerateDataKey alone the company uploads
      Given the key policy of the to-client key is "data keys and no Encrypt"
      When the company uploads "offer.pdf" in the to-client bucket
      Then access is granted

    Example: With kms:Encrypt alone the company does not upload
      Given the key policy of the to-client key is "Encrypt and no data keys"
      When the company uploads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:GenerateDataKey

    Example: What kms:Encrypt is for is calling KMS directly
      Given the key policy of the to-client key is "Encrypt and no data keys"
      When the company encrypts a secret with the to-client key
      Then access is granted

  @X10
  Rule: Within one account a key policy that names a user needs no identity policy beside it

    Example: The company, whom the key policy names, uploads without any right to KMS in IAM
      Given the company lacks its policy "FileExchange"
      And the company also has the policy "uploads without KMS"
      When the company uploads "offer.pdf" in the to-client bucket
      Then access is granted

    Example: The colleague, whom it does not name, cannot upload with every right to KMS in IAM
      Given the colleague also has the policy "everything in KMS"
      When the colleague uploads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:GenerateDataKey
