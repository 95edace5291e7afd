Feature: How can another account read objects under a key that cannot be shared?
  No principal of another account can read objects under the AWS managed key of S3. The data account can offer a role of
  its own instead. Here this is the guest role, which only the compute role assumes. AWS promises that two policies must
  allow the compute role to assume it: the role's trust policy and the caller's identity policy. From then on the caller
  has the permissions of the assumed role, and none of its own.
  See "AssumeRole" in the AWS STS API reference.

  Background:
    Given the multi-account-access scenario
    And the data bucket encrypts by default with the AWS managed key
    And the cloudquery role has uploaded "report.csv"

  @C07
  Rule: A principal that assumes a role has that role's permissions, and none of its own

    Example: The compute role assumes the guest role and reads as that role
      When the guest role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: The guest role cannot read without its own policy, since the compute role's permissions do not count
      Given the guest role lacks its policy "S3access"
      When the guest role reads "report.csv"
      Then access is denied: no identity policy allows s3:GetObject

  @C07
  Rule: Assuming a role of another account requires its trust policy and the caller's identity policy

    Example: With a trust policy and an identity policy, the compute role assumes the guest role
      When the compute role assumes the guest role
      Then access is granted

    Example: Without sts:AssumeRole in its identity policies, the compute role cannot assume the guest role
      Given the compute role lacks its policy "AssumeRoles"
      When the compute role assumes the guest role
      Then access is denied: no identity policy allows sts:AssumeRole

    Example: The compute role cannot assume the reporting role, whose trust policy does not name it
      When the compute role assumes the reporting role
      Then access is denied: the trust policy does not allow sts:AssumeRole
