Feature: Who reaches a bucket through its access points?
  A bucket that many teams share needs a long policy, or one that leaves the decision to access points. Each access point has a
  short policy of its own, and the bucket has to permit what it allows.
  See "Configuring IAM policies for using access points" in the Amazon S3 user guide.

  Background:
    Given the access-points scenario
    And the root user of the data account has uploaded "june.csv" in the reports bucket
    And the root user of the data account has uploaded "june.csv" in the sealed bucket

  Rule: A bucket policy can leave the decision to access points of an account

    @S01
    Example: The clerk, whom the access point policy names, reads a report through the access point
      When the clerk user reads "june.csv" through the analytics access point
      Then "june.csv" in the reports bucket arrives unchanged

    @S01
    Example: The clerk cannot read the report from the bucket itself
      When the clerk user reads "june.csv" in the reports bucket
      Then access is denied: no identity policy allows s3:GetObject

    @S01
    Example: The trainee, whom the access point policy does not name, cannot read it
      When the trainee user reads "june.csv" through the analytics access point
      Then access is denied: no identity policy allows s3:GetObject

  Rule: Across accounts the access point policy and the bucket policy both have to allow

    @S02
    Example: The partner's reader reads a report through an access point that both let in
      When the reader user reads "june.csv" through the analytics access point
      Then "june.csv" in the reports bucket arrives unchanged

    @S02
    Example: The partner's reader cannot read through an access point whose bucket does not let it decide
      When the reader user reads "june.csv" through the forgotten access point
      Then access is denied: no bucket policy allows s3:GetObject

    @S02
    Example: The partner's reader cannot upload, which the access point policy does not allow
      When the reader user uploads "july.csv" through the analytics access point
      Then access is denied: no access point policy allows s3:PutObject

    @S02
    Example: The partner's reader lists the reports through the access point
      When the reader user lists the analytics access point
      Then access is granted
