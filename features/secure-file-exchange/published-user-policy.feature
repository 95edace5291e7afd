Feature: Whom is the published user policy for?
  The article prints a policy for the client and leaves "a similar policy" for the other user to the reader. What it
  prints writes to the to-client bucket and reads from the from-client bucket: it is the company's. A client who has it
  neither reads what it is sent nor sends anything.
  See "Troubleshoot access denied (403 Forbidden) errors in Amazon S3" in the Amazon S3 user guide.

  Background:
    Given the secure-file-exchange scenario
    And the client lacks its policy "FileExchange"
    And the client also has the policy "access published for the client"

  @X09
  Rule: With the published policy the client has the company's rights in S3

    Example: The client cannot read what the company sends
      Given the company has uploaded "offer.pdf" in the to-client bucket
      When the client reads "offer.pdf" in the to-client bucket
      Then access is denied: no identity policy allows s3:GetObject

    Example: The client cannot send anything to the company
      When the client uploads "order.pdf" in the from-client bucket
      Then access is denied: no identity policy allows s3:PutObject

    Example: The company, with the same policy, sends what it is to send
      When the company uploads "offer.pdf" in the to-client bucket
      Then access is granted

  @X09
  Rule: Only the key keeps such a client from writing among what the company sends

    Example: The client may put a file into the to-client bucket, and not encrypt it
      When the client uploads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:GenerateDataKey
      And "offer.pdf" in the to-client bucket does not exist

    Example: Where the key policies are mixed up too, the client does encrypt it
      Given the key policy of the to-client key is "from-client key policy"
      When the client uploads "offer.pdf" in the to-client bucket
      Then access is granted
      And "offer.pdf" in the to-client bucket is encrypted with the to-client key
