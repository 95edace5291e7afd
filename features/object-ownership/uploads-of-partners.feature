@needs:s3:ObjectOwners
Feature: Who can read what a partner uploads?
  The account that uploads an object owns it, unless the bucket's Object Ownership says otherwise. The bucket's owner pays
  for the object and can delete it, yet cannot read it until its owner grants that in the object's ACL.
  See "Controlling ownership of objects and disabling ACLs for your bucket" in the Amazon S3 user guide.

  Background:
    Given the object-ownership scenario
    And the writer user has uploaded "report.csv" in the drop bucket

  Rule: Only its owner decides who reads an object, whatever the policies of the bucket and its account allow

    @O01
    Example: The partner's user reads its upload by its own policies
      When the writer user reads "report.csv" in the drop bucket
      Then "report.csv" in the drop bucket arrives unchanged

    @O01
    Example: The root user of the bucket's account cannot read what the partner uploaded
      When the root user of the data account reads "report.csv" in the drop bucket
      Then access is denied: the ACL does not allow s3:GetObject

    @O01
    Example: A bucket policy that lets the analyst read does not apply to what the partner uploaded
      Given the bucket policy of the drop bucket is "both users read"
      When the analyst user reads "report.csv" in the drop bucket
      Then access is denied: the ACL does not allow s3:GetObject

  Rule: The owner of an object grants access in its ACL

    @O02
    Example: With bucket-owner-full-control the analyst reads what the partner uploaded
      Given the writer user has set the ACL of "report.csv" in the drop bucket to bucket-owner-full-control
      When the analyst user reads "report.csv" in the drop bucket
      Then "report.csv" in the drop bucket arrives unchanged

    @O02
    Example: With bucket-owner-full-control a user of the bucket's account still needs a policy
      Given the writer user has set the ACL of "report.csv" in the drop bucket to bucket-owner-full-control
      When the guest user reads "report.csv" in the drop bucket
      Then access is denied: no identity policy allows s3:GetObject

    @O02
    Example: The bucket's account cannot give itself access to what the partner uploaded
      When the root user of the data account sets the ACL of "report.csv" in the drop bucket to bucket-owner-full-control
      Then access is denied: the ACL does not allow s3:PutObjectAcl

    @O02
    Example: An upload that asks for bucket-owner-full-control is open to the bucket's account at once
      Given the writer user has uploaded "open.csv" in the drop bucket with the ACL bucket-owner-full-control
      When the analyst user reads "open.csv" in the drop bucket
      Then "open.csv" in the drop bucket arrives unchanged

  Rule: The bucket's owner can deny access to objects of others, and delete them

    @O03
    Example: The bucket policy keeps the partner from reading its own upload
      Given the bucket policy of the drop bucket is "no user reads"
      When the writer user reads "report.csv" in the drop bucket
      Then access is denied: the bucket policy denies s3:GetObject

    @O03
    Example: The analyst deletes what it cannot read
      When the analyst user deletes "report.csv" in the drop bucket
      Then access is granted

    @O03
    Example: The partner cannot delete its own upload without the bucket's policy
      When the writer user deletes "report.csv" in the drop bucket
      Then access is denied: no bucket policy allows s3:DeleteObject
