Feature: What refuses a reader on its own side?
  A reader of another account needs an allow in its own policies, and no refusal by its organization or its network. The data
  account sees none of this, and can only guess.
  See "Troubleshoot access denied (403 Forbidden) errors in Amazon S3" in the Amazon S3 user guide.

  Background:
    Given the denied-access scenario
    And the writer user has uploaded "q1.csv" in the reports bucket

  Rule: The reader's own policies have to allow what the bucket policy allows its account

    @D01
    Example: The reader reads if its own policy and the owner's policies allow it
      When the reader user reads "q1.csv" in the reports bucket
      Then "q1.csv" in the reports bucket arrives unchanged

    @D01
    Example: A reader without a policy of its own is refused
      Given the reader user lacks its policy "ReadsReports"
      When the reader user reads "q1.csv" in the reports bucket
      Then access is denied: no identity policy allows s3:GetObject
      And the remedy is to allow s3:GetObject on "q1.csv" in the reports bucket in an identity policy of the reader user

  Rule: A service control policy of the reader's account must not deny it

    @D02
    Example: A service control policy of another account does not matter
      Given "no reading" is a service control policy of the supplier account
      When the reader user reads "q1.csv" in the reports bucket
      Then "q1.csv" in the reports bucket arrives unchanged

    @D02
    Example: A service control policy of the reader's account refuses the read
      Given "no reading" is a service control policy of the partner account
      When the reader user reads "q1.csv" in the reports bucket
      Then access is denied: a service control policy denies s3:GetObject
      And the remedy is to narrow or remove the statement "NoReading" of the service control policy "no-reading" of the partner account

  Rule: The policy of the VPC endpoint has to allow it, if the request comes through one

    @D03
    Example: A request that does not come through the endpoint is not bound by its policy
      When the reader user reads "q1.csv" in the reports bucket
      Then access is granted

    @D03
    Example: An endpoint policy for the partner's own buckets refuses the read
      Given requests to S3 come through the partner endpoint
      When the reader user reads "q1.csv" in the reports bucket
      Then access is denied: the endpoint policy does not allow s3:GetObject
      And the remedy is to allow s3:GetObject on "q1.csv" in the reports bucket to the reader user in the policy of the VPC endpoint
