Feature: Is there a way in where the key cannot be shared?
  Objects under the AWS managed key of S3 can be read by nobody outside of their account. The data account can offer a role
  of its own instead, and who assumes it acts from within. AWS promises that a role of another account is assumed only where
  both sides allow it: its trust policy, and the caller's identity policy.
  See "AssumeRole" in the AWS STS API reference.

  Background:
    Given the multi-account-access scenario
    And the data bucket encrypts by default with the AWS managed key
    And the cloudquery role has uploaded "report.csv"

  @C07
  Rule: Who assumes a role of the account acts as that role

    Example: The compute role assumes the guest role, which reads
      When the guest role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: As itself the compute role does not read
      When the compute role reads "report.csv"
      Then access is denied: the key policy of the AWS managed key of the data account does not allow kms:Decrypt

  @C07
  Rule: Assuming a role of another account takes its trust and an identity policy

    Example: With both the compute role assumes the guest role
      When the compute role assumes the guest role
      Then access is granted

    Example: Without sts:AssumeRole on its own side it does not
      Given the compute role lacks its policy "AssumeRoles"
      When the compute role assumes the guest role
      Then access is denied: no identity policy allows sts:AssumeRole

    Example: Nor does it assume a role that trusts others
      When the compute role assumes the reporting role
      Then access is denied: the trust policy does not allow sts:AssumeRole
