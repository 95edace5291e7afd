Feature: Which permission on the key does an upload require?
  The article gives kms:Encrypt to users that upload, in IAM and in the key policy. S3 never calls Encrypt: it has KMS
  generate a data key for each object. Here only the key policy allows kms:GenerateDataKey, to users of its own account.
  See "Using server-side encryption with AWS KMS keys" in the Amazon S3 user guide, section on permissions.

  Background:
    Given the secure-file-exchange scenario

  @X10
  Rule: Uploading requires kms:GenerateDataKey, and kms:Encrypt makes no difference to it

    Example: With kms:GenerateDataKey alone, the company uploads
      Given the key policy of the to-client key is "data keys and no Encrypt"
      When the company uploads "offer.pdf" in the to-client bucket
      Then access is granted

    Example: With kms:Encrypt alone, the company cannot upload
      Given the key policy of the to-client key is "Encrypt and no data keys"
      When the company uploads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:GenerateDataKey

    Example: With kms:Encrypt alone, the company encrypts a secret by calling KMS directly
      Given the key policy of the to-client key is "Encrypt and no data keys"
      When the company encrypts a secret with the to-client key
      Then access is granted

  @X10
  Rule: Within one account, a user that the key policy names needs no identity policy for the key

    Example: The company, which the key policy names, uploads without any KMS permission in IAM
      Given the company lacks its policy "FileExchange"
      And the company also has the policy "uploads without KMS"
      When the company uploads "offer.pdf" in the to-client bucket
      Then access is granted

    Example: The colleague, whom the key policy does not name, cannot upload with every KMS permission in IAM
      Given the colleague also has the policy "everything in KMS"
      When the colleague uploads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:GenerateDataKey
