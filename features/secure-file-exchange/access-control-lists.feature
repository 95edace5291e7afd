Feature: Is permission to set ACLs still of any use?
  The published user policy allows s3:PutObjectAcl besides s3:PutObject. Buckets created since April 2023 have ACLs
  disabled: their owner owns every object in them, and only policies give access. The old bucket was created before that
  date.
  See "Controlling ownership of objects and disabling ACLs for your bucket" in the Amazon S3 user guide.

  Background:
    Given the secure-file-exchange scenario

  @X11
  Rule: A bucket with ACLs disabled refuses every ACL, whatever the policies allow

    Example: The to-client bucket refuses an ACL from the company, whose user policy allows it
      Given the company has uploaded "offer.pdf" in the to-client bucket
      When the company sets the ACL of "offer.pdf" in the to-client bucket
      Then the request fails: the bucket does not allow ACLs

    Example: The from-client bucket refuses an ACL from the root user of its own account
      Given the client has uploaded "order.pdf" in the from-client bucket
      When the root user of the company account sets the ACL of "order.pdf" in the from-client bucket
      Then the request fails: the bucket does not allow ACLs

    Example: The old bucket, with ACLs enabled, accepts an ACL from the company
      Given the company also has the policy "everything in S3"
      And the company has uploaded "offer.pdf" in the old bucket
      When the company sets the ACL of "offer.pdf" in the old bucket
      Then access is granted

  @X11
  Rule: Setting an ACL requires s3:PutObjectAcl, whether or not the bucket has ACLs enabled

    Example: The client, without s3:PutObjectAcl, cannot set an ACL in the old bucket
      Given the colleague has uploaded "minutes.pdf" in the old bucket encrypted with SSE-S3
      When the client sets the ACL of "minutes.pdf" in the old bucket
      Then access is denied: no identity policy allows s3:PutObjectAcl

    Example: The colleague, with s3:PutObjectAcl, sets an ACL in the old bucket
      Given the colleague has uploaded "minutes.pdf" in the old bucket encrypted with SSE-S3
      When the colleague sets the ACL of "minutes.pdf" in the old bucket
      Then access is granted

    Example: The client is denied s3:PutObjectAcl in the to-client bucket before S3 checks whether ACLs are enabled
      Given the company has uploaded "offer.pdf" in the to-client bucket
      When the client sets the ACL of "offer.pdf" in the to-client bucket
      Then access is denied: no identity policy allows s3:PutObjectAcl
