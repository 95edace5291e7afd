Feature: When does a bucket's own tag open it?
  The tags of a bucket serve cost allocation, and no policy sees them, until the bucket lets its tags decide. From then on one policy
  serves the buckets of every project.
  See "Using tags with S3 general purpose buckets" and "Enabling ABAC in general purpose buckets" in the Amazon S3 user guide.

  Background:
    Given the tag-based-access scenario

  Rule: A bucket's own tag opens it once the bucket lets its tags decide

    @T05
    Example: The engineer of orchard reads a plan in the bucket of orchard
      Given the root user of the company account has uploaded "plan.txt" in the orchard bucket
      When the orchard-engineer user reads "plan.txt" in the orchard bucket
      Then "plan.txt" in the orchard bucket arrives unchanged

    @T05
    Example: The engineer of orchard cannot read the archive, which has the same tag and does not let it decide
      Given the root user of the company account has uploaded "plan.txt" in the archive bucket
      When the orchard-engineer user reads "plan.txt" in the archive bucket
      Then access is denied: no identity policy allows s3:GetObject

    @T05
    Example: The engineer of orchard cannot read the bucket of harbor
      Given the root user of the company account has uploaded "plan.txt" in the harbor bucket
      When the orchard-engineer user reads "plan.txt" in the harbor bucket
      Then access is denied: no identity policy allows s3:GetObject

    @T05
    Example: An engineer without a tag cannot read the bucket of orchard
      Given the root user of the company account has uploaded "plan.txt" in the orchard bucket
      When the new-engineer user reads "plan.txt" in the orchard bucket
      Then access is denied: no identity policy allows s3:GetObject

  Rule: A caller that may tag a bucket decides who reaches it

    @T06
    Example: The engineer of orchard hands the bucket of orchard over to harbor
      When the orchard-engineer user sets the tag project of the orchard bucket to "harbor"
      Then access is granted

    @T06
    Example: The engineer of harbor reads what is in the bucket that orchard handed over
      Given the root user of the company account has uploaded "plan.txt" in the orchard bucket
      And the orchard-engineer user has set the tag project of the orchard bucket to "harbor"
      When the harbor-engineer user reads "plan.txt" in the orchard bucket
      Then "plan.txt" in the orchard bucket arrives unchanged

    @T06
    Example: The engineer of orchard no longer reads what is in the bucket that it handed over
      Given the root user of the company account has uploaded "plan.txt" in the orchard bucket
      And the orchard-engineer user has set the tag project of the orchard bucket to "harbor"
      When the orchard-engineer user reads "plan.txt" in the orchard bucket
      Then access is denied: no identity policy allows s3:GetObject

    @T06
    Example: The engineer of orchard cannot take over the bucket of harbor
      When the orchard-engineer user sets the tag project of the harbor bucket to "orchard"
      Then access is denied: no identity policy allows s3:TagResource
