Feature: What is the right to set ACLs good for today?
  The published user policy allows s3:PutObjectAcl beside s3:PutObject. Buckets made since April 2023 have ACLs disabled:
  their owner owns every object in them, and only policies give access. The old bucket is from before.
  See "Controlling ownership of objects and disabling ACLs for your bucket" in the Amazon S3 user guide.

  Background:
    Given the secure-file-exchange scenario

  @X11
  Rule: Where ACLs are disabled nobody sets one, whatever the policies allow

    Example: The company may set the ACL of what it sent, and the bucket does not take it
      Given the company has uploaded "offer.pdf" in the to-client bucket
      When the company sets the ACL of "offer.pdf" in the to-client bucket
      Then the request fails: the bucket does not allow ACLs

    Example: The bucket takes none from the root user of the account that owns it
      Given the client has uploaded "order.pdf" in the from-client bucket
      When the root user of the company account sets the ACL of "order.pdf" in the from-client bucket
      Then the request fails: the bucket does not allow ACLs

    Example: The old bucket takes the ACL
      Given the company also has the policy "everything in S3"
      And the company has uploaded "offer.pdf" in the old bucket
      When the company sets the ACL of "offer.pdf" in the old bucket
      Then access is granted

  @X11
  Rule: Setting an ACL takes s3:PutObjectAcl, whether the bucket has ACLs or not

    Example: In the old bucket the client, who lacks it, is refused
      Given the colleague has uploaded "minutes.pdf" in the old bucket encrypted with SSE-S3
      When the client sets the ACL of "minutes.pdf" in the old bucket
      Then access is denied: no identity policy allows s3:PutObjectAcl

    Example: In the old bucket the colleague, who has it, is not refused
      Given the colleague has uploaded "minutes.pdf" in the old bucket encrypted with SSE-S3
      When the colleague sets the ACL of "minutes.pdf" in the old bucket
      Then access is granted

    Example: In the to-client bucket the client is refused before ACLs come into it
      Given the company has uploaded "offer.pdf" in the to-client bucket
      When the client sets the ACL of "offer.pdf" in the to-client bucket
      Then access is denied: no identity policy allows s3:PutObjectAcl
