Feature: Does a new role get the access of a deleted role with the same name?
  People write policies with the names of roles. AWS stores each policy with the unique id that a role keeps for its
  lifetime. A role that is deleted and created again has another id, so a policy of another account no longer trusts it.
  See "AWS JSON policy elements: Principal" in the IAM user guide.

  Background:
    Given the multi-account-access scenario
    And the key policy of the data key is "only the cloudquery role"
    And the cloudquery role has uploaded "report.csv"

  @C20
  Rule: A key policy applies to the role that existed when the policy was written

    Example: The cloudquery role, which the key policy names, reads
      When the cloudquery role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: A new role with the name of the deleted cloudquery role cannot read
      Given the cloudquery role is deleted and created again
      When the cloudquery role reads "report.csv"
      Then access is denied: the key policy of the data key does not allow kms:Decrypt

    Example: A new role with the name of the deleted cloudquery role reads once the key policy is written again
      Given the cloudquery role is deleted and created again
      And the key policy of the data key is "only the cloudquery role"
      When the cloudquery role reads "report.csv"
      Then "report.csv" arrives unchanged

  @C20
  Rule: A bucket policy applies to the role that existed when the policy was written, also across accounts

    Example: The compute role, which the bucket policy names, lists the bucket
      When the compute role lists the data bucket
      Then the listing shows "report.csv" with its size

    Example: A new role with the name of the deleted compute role cannot list the bucket
      Given the compute role is deleted and created again
      When the compute role lists the data bucket
      Then access is denied: no bucket policy allows s3:ListBucket
