Feature: Can the parties exchange large files?
  Large files are uploaded in parts: the AWS CLI does so above 8 MiB without being asked. S3 encrypts all parts with one
  data key, and has KMS decrypt that data key for each part. The published key policies let a sender encrypt and no more.
  See "UploadPart" in the Amazon S3 API reference, on permissions.

  Background:
    Given the secure-file-exchange scenario

  @X12
  Rule: A multipart upload requires kms:Decrypt as well as kms:GenerateDataKey

    Example: The company starts a multipart upload
      When the company starts a multipart upload of "drawings.zip" in the to-client bucket
      Then access is granted

    Example: The company cannot upload the first part of a multipart upload
      Given the company has started a multipart upload of "drawings.zip" in the to-client bucket
      When the company uploads a part of "drawings.zip" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:Decrypt
      And "drawings.zip" in the to-client bucket does not exist

    Example: The client cannot upload the first part of a multipart upload
      Given the client has started a multipart upload of "drawings.zip" in the from-client bucket
      When the client uploads a part of "drawings.zip" in the from-client bucket
      Then access is denied: the key policy of the from-client key does not allow kms:Decrypt

    Example: With kms:Decrypt in the key policy, the company uploads a part of a multipart upload
      Given the key policy of the to-client key is "the sender decrypts too"
      And the company has started a multipart upload of "drawings.zip" in the to-client bucket
      When the company uploads a part of "drawings.zip" in the to-client bucket
      Then access is granted

  @X12
  Rule: Only the user policy keeps a sender with kms:Decrypt from reading what it sent

    Example: The company, with kms:Decrypt but without s3:GetObject, cannot read what it sent
      Given the key policy of the to-client key is "the sender decrypts too"
      And the company has uploaded "offer.pdf" in the to-client bucket
      When the company reads "offer.pdf" in the to-client bucket
      Then access is denied: no identity policy allows s3:GetObject

    Example: The company, with kms:Decrypt and every S3 permission, reads what it sent
      Given the key policy of the to-client key is "the sender decrypts too"
      And the company also has the policy "everything in S3"
      And the company has uploaded "offer.pdf" in the to-client bucket
      When the company reads "offer.pdf" in the to-client bucket
      Then "offer.pdf" in the to-client bucket arrives unchanged
