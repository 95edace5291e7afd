Feature: Who owns an upload under each Object Ownership?
  With the bucket owner preferred, an upload that asks for bucket-owner-full-control belongs to the bucket's account. With the
  bucket owner enforced, as in every new bucket, each upload does, and ACLs are disabled.
  See "Controlling ownership of objects and disabling ACLs for your bucket" in the Amazon S3 user guide.

  Background:
    Given the object-ownership scenario

  Rule: With the bucket owner preferred, bucket-owner-full-control gives the object away

    @O04
    Example: The analyst reads an upload with bucket-owner-full-control
      Given the writer user has uploaded "given.csv" in the preferred bucket with the ACL bucket-owner-full-control
      When the analyst user reads "given.csv" in the preferred bucket
      Then "given.csv" in the preferred bucket arrives unchanged

    @O04
    Example: The partner can no longer read what it gave away
      Given the writer user has uploaded "given.csv" in the preferred bucket with the ACL bucket-owner-full-control
      When the writer user reads "given.csv" in the preferred bucket
      Then access is denied: no bucket policy allows s3:GetObject

    @O04 @needs:s3:ObjectOwners
    Example: The analyst cannot read an upload without that ACL
      Given the writer user has uploaded "kept.csv" in the preferred bucket
      When the analyst user reads "kept.csv" in the preferred bucket
      Then access is denied: the ACL does not allow s3:GetObject

  Rule: With the bucket owner enforced, uploads belong to the bucket's account

    @O05
    Example: The analyst reads what the partner uploaded in the enforced bucket
      Given the writer user has uploaded "report.csv" in the enforced bucket
      When the analyst user reads "report.csv" in the enforced bucket
      Then "report.csv" in the enforced bucket arrives unchanged

    @O05
    Example: The partner cannot read what it uploaded in the enforced bucket
      Given the writer user has uploaded "report.csv" in the enforced bucket
      When the writer user reads "report.csv" in the enforced bucket
      Then access is denied: no bucket policy allows s3:GetObject

    @O05
    Example: The enforced bucket refuses an upload that asks for another ACL
      When the writer user uploads "report.csv" in the enforced bucket with the ACL public-read
      Then the request fails: the bucket does not allow ACLs
