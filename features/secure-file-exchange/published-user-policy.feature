Feature: Which user is the published user policy for?
  The article prints a policy for the client and leaves "a similar policy" for the other user to the reader. The printed
  policy writes to the to-client bucket and reads from the from-client bucket, so it is the company's. A client with this
  policy can neither read what it is sent nor send anything.
  See "Troubleshoot access denied (403 Forbidden) errors in Amazon S3" in the Amazon S3 user guide.

  Background:
    Given the secure-file-exchange scenario
    And the client lacks its policy "FileExchange"
    And the client also has the policy "access published for the client"

  @X09
  Rule: The published user policy gives the client the company's S3 permissions

    Example: With the published user policy, the client cannot read what the company sends
      Given the company has uploaded "offer.pdf" in the to-client bucket
      When the client reads "offer.pdf" in the to-client bucket
      Then access is denied: no identity policy allows s3:GetObject

    Example: With the published user policy, the client cannot send anything to the company
      When the client uploads "order.pdf" in the from-client bucket
      Then access is denied: no identity policy allows s3:PutObject

    Example: With the published user policy, the company sends a file to the client
      When the company uploads "offer.pdf" in the to-client bucket
      Then access is granted

  @X09
  Rule: Only the key keeps a client with the published user policy from writing to the to-client bucket

    Example: With the published user policy, the client may write to the to-client bucket but cannot encrypt
      When the client uploads "offer.pdf" in the to-client bucket
      Then access is denied: the key policy of the to-client key does not allow kms:GenerateDataKey
      And "offer.pdf" in the to-client bucket does not exist

    Example: If the to-client key has the from-client key's policy too, the client writes to the to-client bucket
      Given the key policy of the to-client key is "from-client key policy"
      When the client uploads "offer.pdf" in the to-client bucket
      Then access is granted
      And "offer.pdf" in the to-client bucket is encrypted with the to-client key
