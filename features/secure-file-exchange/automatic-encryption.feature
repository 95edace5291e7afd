Feature: Does a sender have to ask for the encryption?
  Each bucket has a default encryption with a key of its own, so that no sender has to think of it.
  A default is not a requirement, though: it holds for requests that ask for nothing else.
  See "Setting default server-side encryption behavior for Amazon S3 buckets" in the Amazon S3 user guide.

  Background:
    Given the secure-file-exchange scenario

  @X06
  Rule: An upload that asks for no encryption gets the key of its bucket

    Example: What the company sends is encrypted with the to-client key
      When the company uploads "offer.pdf" in the to-client bucket
      Then access is granted
      And "offer.pdf" in the to-client bucket is encrypted with the to-client key

    Example: What the client sends is encrypted with the from-client key
      When the client uploads "order.pdf" in the from-client bucket
      Then access is granted
      And "order.pdf" in the from-client bucket is encrypted with the from-client key

    Example: The colleague, whom that key's policy does not name, uploads nothing
      When the colleague uploads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:GenerateDataKey
      And "offer.pdf" in the to-client bucket does not exist

  @X06
  Rule: An upload that asks for another encryption gets what it asks for, if it may use that

    Example: The company sends a file under SSE-S3, which takes no right to any key
      When the company uploads "offer.pdf" in the to-client bucket encrypted with SSE-S3
      Then access is granted
      And "offer.pdf" in the to-client bucket is encrypted with SSE-S3

    Example: The colleague, who has every right in S3 and none to the keys, reads such a file
      Given the company has uploaded "offer.pdf" in the to-client bucket encrypted with SSE-S3
      When the colleague reads "offer.pdf" in the to-client bucket
      Then "offer.pdf" in the to-client bucket arrives unchanged

    Example: Under the key of the other direction the company sends nothing
      When the company uploads "offer.pdf" in the to-client bucket encrypted with the from-client key
      Then access is denied: the key policy of the from-client key does not allow kms:GenerateDataKey
      And "offer.pdf" in the to-client bucket does not exist
