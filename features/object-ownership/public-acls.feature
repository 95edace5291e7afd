Feature: What do public ACLs open?
  An ACL can grant permissions to every caller, or to every caller with an AWS account. Block Public Access refuses such ACLs,
  and ignores those that a bucket has already.
  See "Access control list (ACL) overview" and "Blocking public access to your Amazon S3 storage" in the Amazon S3 user guide.

  Background:
    Given the object-ownership scenario

  Rule: An object with the ACL public-read is open to every caller

    @O06
    Example: An anonymous reader reads an object with the ACL public-read
      Given the analyst user has uploaded "page.html" in the public bucket with the ACL public-read
      When an anonymous reader reads "page.html" in the public bucket
      Then "page.html" in the public bucket arrives unchanged

    @O06
    Example: An anonymous reader cannot read an object without that ACL
      Given the analyst user has uploaded "page.html" in the public bucket
      When an anonymous reader reads "page.html" in the public bucket
      Then access is denied: no bucket policy allows s3:GetObject

    @O06
    Example: Block Public Access refuses the ACL public-read in the drop bucket
      Given the analyst user has uploaded "page.html" in the drop bucket
      When the analyst user sets the ACL of "page.html" in the drop bucket to public-read
      Then access is denied: Block Public Access prevents s3:PutObjectAcl

  Rule: An object with the ACL authenticated-read is open to callers of every account, if their own policies allow it

    @O07
    Example: The partner's user reads an object with the ACL authenticated-read
      Given the analyst user has uploaded "page.html" in the public bucket with the ACL authenticated-read
      When the writer user reads "page.html" in the public bucket
      Then "page.html" in the public bucket arrives unchanged

    @O07
    Example: An anonymous reader cannot read an object with the ACL authenticated-read
      Given the analyst user has uploaded "page.html" in the public bucket with the ACL authenticated-read
      When an anonymous reader reads "page.html" in the public bucket
      Then access is denied: no bucket policy allows s3:GetObject

  Rule: With IgnorePublicAcls on, public ACLs can be set and have no effect

    @O08
    Example: The ignoring bucket accepts an object with the ACL public-read
      When the analyst user uploads "page.html" in the ignoring bucket with the ACL public-read
      Then access is granted

    @O08
    Example: An anonymous reader cannot read an object with the ACL public-read in the ignoring bucket
      Given the analyst user has uploaded "page.html" in the ignoring bucket with the ACL public-read
      When an anonymous reader reads "page.html" in the ignoring bucket
      Then access is denied: no bucket policy allows s3:GetObject

  Rule: A bucket's ACL is about listing and writing, and not about its objects

    @O09
    Example: The partner's user lists a bucket with the ACL public-read
      Given the analyst user has set the ACL of the public bucket to public-read
      When the writer user lists the public bucket
      Then access is granted

    @O09
    Example: The partner's user cannot read a private object in a bucket with the ACL public-read
      Given the analyst user has set the ACL of the public bucket to public-read
      And the analyst user has uploaded "page.html" in the public bucket
      When the writer user reads "page.html" in the public bucket
      Then access is denied: no bucket policy allows s3:GetObject
