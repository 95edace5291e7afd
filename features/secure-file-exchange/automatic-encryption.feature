Feature: Does a sender have to ask for encryption?
  Each bucket encrypts by default with a key of its own, so no sender has to think of encryption. A default is not a
  requirement, though: it applies only to requests that ask for no other encryption.
  See "Setting default server-side encryption behavior for Amazon S3 buckets" in the Amazon S3 user guide.

  Background:
    Given the secure-file-exchange scenario

  @X06
  Rule: An upload that asks for no encryption is encrypted with the default key of its bucket

    Example: A file from the company is encrypted with the to-client key
      When the company uploads "offer.pdf" in the to-client bucket
      Then access is granted
      And "offer.pdf" in the to-client bucket is encrypted with the to-client key

    Example: A file from the client is encrypted with the from-client key
      When the client uploads "order.pdf" in the from-client bucket
      Then access is granted
      And "order.pdf" in the from-client bucket is encrypted with the from-client key

    Example: The colleague, whom the policy of the to-client key does not name, cannot upload
      When the colleague uploads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:GenerateDataKey
      And "offer.pdf" in the to-client bucket does not exist

  @X06
  Rule: An upload that asks for another encryption gets it, if the sender may use it

    Example: The company sends a file with SSE-S3, which requires no permission on a key
      When the company uploads "offer.pdf" in the to-client bucket encrypted with SSE-S3
      Then access is granted
      And "offer.pdf" in the to-client bucket is encrypted with SSE-S3

    Example: The colleague, with every S3 permission but no permission on a key, reads a file under SSE-S3
      Given the company has uploaded "offer.pdf" in the to-client bucket encrypted with SSE-S3
      When the colleague reads "offer.pdf" in the to-client bucket
      Then "offer.pdf" in the to-client bucket arrives unchanged

    Example: The company cannot send a file under the from-client key
      When the company uploads "offer.pdf" in the to-client bucket encrypted with the from-client key
      Then access is denied: the key policy of the from-client key does not allow kms:GenerateDataKey
      And "offer.pdf" in the to-client bucket does not exist
