Feature: Does a role get back what its deleted namesake had?
  Policies are written with the names of roles. AWS keeps them with the unique id that a role has for its lifetime, so that
  nobody can delete a role and create it again to become whom a policy of another account trusts.
  See "AWS JSON policy elements: Principal" in the IAM user guide.

  Background:
    Given the multi-account-access scenario
    And the key policy of the data key is "only the cloudquery role"
    And the cloudquery role has uploaded "report.csv"

  @C20
  Rule: A key policy means the role that it was written for

    Example: The role reads
      When the cloudquery role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: The role's namesake does not read
      Given the cloudquery role is deleted and created again
      When the cloudquery role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

    Example: Written again, the key policy means the namesake
      Given the cloudquery role is deleted and created again
      And the key policy of the data key is "only the cloudquery role"
      When the cloudquery role reads "report.csv"
      Then "report.csv" arrives unchanged

  @C20
  Rule: So does a bucket policy, also across accounts

    Example: The compute role lists the bucket
      When the compute role lists the data bucket
      Then the listing shows "report.csv" with its size

    Example: The compute role's namesake does not
      Given the compute role is deleted and created again
      When the compute role lists the data bucket
      Then access is denied: no bucket policy allows s3:ListBucket
