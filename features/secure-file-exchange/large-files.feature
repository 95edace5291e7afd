Feature: Can the parties exchange large files?
  Large files go up in parts: the AWS CLI does so above 8 MiB without being asked. S3 encrypts all parts with one data key,
  which it has KMS decrypt for each of them. The published key policies let a sender encrypt and no more.
  See "UploadPart" in the Amazon S3 API reference, on permissions.

  Background:
    Given the secure-file-exchange scenario

  @X12
  Rule: An upload in parts takes kms:Decrypt besides kms:GenerateDataKey

    Example: A sender starts an upload in parts
      When the company starts a multipart upload of "drawings.zip" in the to-client bucket
      Then access is granted

    Example: The sender's first part is refused
      Given the company has started a multipart upload of "drawings.zip" in the to-client bucket
      When the company uploads a part of "drawings.zip" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:Decrypt
      And "drawings.zip" in the to-client bucket does not exist

    Example: The other sender's first part is refused
      Given the client has started a multipart upload of "drawings.zip" in the from-client bucket
      When the client uploads a part of "drawings.zip" in the from-client bucket
      Then access is denied: the key policy of the from-client key does not allow kms:Decrypt

    Example: With kms:Decrypt in the key policy the part is accepted
      Given the key policy of the to-client key is "the sender decrypts too"
      And the company has started a multipart upload of "drawings.zip" in the to-client bucket
      When the company uploads a part of "drawings.zip" in the to-client bucket
      Then access is granted

  @X12
  Rule: A sender who may decrypt is kept from reading by its user policy alone

    Example: The company, which may decrypt, cannot read what it sent
      Given the key policy of the to-client key is "the sender decrypts too"
      And the company has uploaded "offer.pdf" in the to-client bucket
      When the company reads "offer.pdf" in the to-client bucket
      Then access is denied: no identity policy allows s3:GetObject

    Example: The company, which may decrypt, can read what it sent with every right in S3
      Given the key policy of the to-client key is "the sender decrypts too"
      And the company also has the policy "everything in S3"
      And the company has uploaded "offer.pdf" in the to-client bucket
      When the company reads "offer.pdf" in the to-client bucket
      Then "offer.pdf" in the to-client bucket arrives unchanged
