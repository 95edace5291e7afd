Feature: What do access points of other accounts and of networks open?
  An account that knows the name of a bucket can make an access point for it. That gives no access by itself. An access point of
  a VPC keeps requests from elsewhere out, whatever policies allow.
  See "Creating access points for general purpose buckets" in the Amazon S3 user guide.

  Background:
    Given the access-points scenario
    And the root user of the data account has uploaded "june.csv" in the reports bucket
    And the root user of the data account has uploaded "june.csv" in the sealed bucket

  Rule: An access point of another account opens a bucket only if the bucket policy lets that account's access points decide

    @S03
    Example: The partner's reader reads a report through the partner's own access point
      When the reader user reads "june.csv" through the partner access point
      Then "june.csv" in the reports bucket arrives unchanged

    @S03
    Example: The partner's reader cannot read through an access point that the bucket's owner knows nothing of
      When the reader user reads "june.csv" through the hopeful access point
      Then access is denied: no bucket policy allows s3:GetObject

    @S03
    Example: The manager of the data account cannot read through the partner's access point, which has no policy
      When the manager user reads "june.csv" through the partner access point
      Then access is denied: no access point policy allows s3:GetObject

  Rule: An access point of a VPC takes requests from that VPC alone

    @S04
    Example: The manager reads a report from the office
      Given requests to S3 come through the office endpoint
      When the manager user reads "june.csv" through the vault access point
      Then "june.csv" in the reports bucket arrives unchanged

    @S04
    Example: The manager cannot read it from the internet
      When the manager user reads "june.csv" through the vault access point
      Then the request fails: the access point takes only requests from its VPC
