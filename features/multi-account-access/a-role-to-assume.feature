Feature: Is there a way in where the key cannot be shared?
  Objects under the AWS managed key of S3 can be read by nobody outside of their account. The data account can offer a role
  of its own instead: here the guest role, which is always the compute role acting as it. AWS promises that a role of another
  account is assumed only where both sides allow it, its trust policy and the caller's identity policy, and that the caller
  has that role's rights from then on, and none of its own. See "AssumeRole" in the AWS STS API reference.

  Background:
    Given the multi-account-access scenario
    And the data bucket encrypts by default with the AWS managed key
    And the cloudquery role has uploaded "report.csv"

  @C07
  Rule: Who assumes a role of the account acts as that role

    Example: The compute role assumes the guest role, which reads
      When the guest role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: What the guest role may not do, the compute role's own rights do not make up for
      Given the guest role lacks its policy "S3access"
      When the guest role reads "report.csv"
      Then access is denied: no identity policy allows s3:GetObject

  @C07
  Rule: Assuming a role of another account takes its trust and an identity policy

    Example: With both the compute role assumes the guest role
      When the compute role assumes the guest role
      Then access is granted

    Example: Without sts:AssumeRole on its own side the compute role does not
      Given the compute role lacks its policy "AssumeRoles"
      When the compute role assumes the guest role
      Then access is denied: no identity policy allows sts:AssumeRole

    Example: The compute role does not assume a role that trusts others
      When the compute role assumes the reporting role
      Then access is denied: the trust policy does not allow sts:AssumeRole
