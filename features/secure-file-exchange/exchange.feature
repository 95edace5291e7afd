Feature: Can two parties exchange files, each reading only what the other sent?
  A company and its client share two buckets, one for each direction. Each of them writes to one and reads from the other,
  so that a stolen access key gives away one half of the exchange. Both are IAM users of the company's account.
  See "Identity and access management for Amazon S3" in the Amazon S3 user guide.

  Background:
    Given the secure-file-exchange scenario

  Rule: Whoever receives reads, and whoever sends does not

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

  Rule: Whoever sends uploads, and whoever receives does not

    @X01
    Example: The company uploads what it sends
      When the company uploads "offer.pdf" in the to-client bucket
      Then access is granted

    @X03
    Example: The client cannot put a file among those that the company sends
      When the client uploads "offer.pdf" in the to-client bucket
      Then access is denied: no identity policy allows s3:PutObject
      And "offer.pdf" in the to-client bucket does not exist

    @X01
    Example: The client uploads what it sends
      When the client uploads "order.pdf" in the from-client bucket
      Then access is granted

    @X03
    Example: The company cannot put a file among those that the client sends
      When the company uploads "order.pdf" in the from-client bucket
      Then access is denied: no identity policy allows s3:PutObject
      And "order.pdf" in the from-client bucket does not exist

  Rule: Whoever receives sees what there is, and whoever sends does not

    @X01
    Example: The company sees what the client sent
      Given the client has uploaded "order.pdf" in the from-client bucket
      When the company lists the from-client bucket
      Then the listing shows "order.pdf" in the from-client bucket with its size

    @X02
    Example: The client does not see what it sent
      Given the client has uploaded "order.pdf" in the from-client bucket
      When the client lists the from-client bucket
      Then access is denied: no identity policy allows s3:ListBucket
