Feature: Which account's KMS quota do readers of another account use up?
  A key may be shared with other accounts, which read far more than its owner does. The quota of the owner's account is not
  at risk. AWS counts a request against the account that makes it, whichever account owns the key.
  See "Request quotas" in the AWS KMS developer guide, on requests across accounts.

  Background:
    Given the multi-account-access scenario
    And the key policy of the data key is "shared key policy"
    And the cloudquery role has uploaded "report.csv"

  @M21
  Rule: A KMS request counts against the account that makes it, not against the key's account

    Example: A reader of another account is throttled by the quota of its own account
      Given the compute account may call KMS 1 time per second
      And the compute role has read "report.csv"
      When the compute role reads "report.csv"
      Then the request fails: KMS throttles S3 for the account

    Example: A reader of another account is not throttled by the quota of the key's account
      Given the data account may call KMS 1 time per second
      And the compute role has read "report.csv"
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: Reads from another account do not use up the quota of the key's account
      Given the data account may call KMS 1 time per second
      And the compute account may call KMS 1 time per second
      And the compute role has read "report.csv"
      When the cloudquery role reads "report.csv"
      Then "report.csv" arrives unchanged
