Feature: Can two parties exchange files and each read only what the other sent?
  A company and its client share two buckets, one for each direction. Each of them writes to one bucket and reads from the
  other, so a stolen access key exposes only half of the exchange. Both are IAM users of the company's account.
  See "Identity and access management for Amazon S3" in the Amazon S3 user guide.

  Background:
    Given the secure-file-exchange scenario

  Rule: The receiver of a file can read it, and the sender cannot

    @X01
    Example: The client reads what the company sent
      Given the company has uploaded "offer.pdf" in the to-client bucket
      When the client reads "offer.pdf" in the to-client bucket
      Then "offer.pdf" in the to-client bucket arrives unchanged

    @X02
    Example: The company cannot read what it sent
      Given the company has uploaded "offer.pdf" in the to-client bucket
      When the company reads "offer.pdf" in the to-client bucket
      Then access is denied: no identity policy allows s3:GetObject

    @X01
    Example: The company reads what the client sent
      Given the client has uploaded "order.pdf" in the from-client bucket
      When the company reads "order.pdf" in the from-client bucket
      Then "order.pdf" in the from-client bucket arrives unchanged

    @X02
    Example: The client cannot read what it sent
      Given the client has uploaded "order.pdf" in the from-client bucket
      When the client reads "order.pdf" in the from-client bucket
      Then access is denied: no identity policy allows s3:GetObject

  Rule: The sender can upload to a bucket, and the receiver cannot

    @X01
    Example: The company uploads a file for the client
      When the company uploads "offer.pdf" in the to-client bucket
      Then access is granted

    @X03
    Example: The client cannot upload to the to-client bucket
      When the client uploads "offer.pdf" in the to-client bucket
      Then access is denied: no identity policy allows s3:PutObject
      And "offer.pdf" in the to-client bucket does not exist

    @X01
    Example: The client uploads a file for the company
      When the client uploads "order.pdf" in the from-client bucket
      Then access is granted

    @X03
    Example: The company cannot upload to the from-client bucket
      When the company uploads "order.pdf" in the from-client bucket
      Then access is denied: no identity policy allows s3:PutObject
      And "order.pdf" in the from-client bucket does not exist

  Rule: The receiver can list the files in a bucket, and the sender cannot

    @X01
    Example: The company lists the files that the client sent
      Given the client has uploaded "order.pdf" in the from-client bucket
      When the company lists the from-client bucket
      Then the listing shows "order.pdf" in the from-client bucket with its size

    @X02
    Example: The client cannot list the files that it sent
      Given the client has uploaded "order.pdf" in the from-client bucket
      When the client lists the from-client bucket
      Then access is denied: no identity policy allows s3:ListBucket
