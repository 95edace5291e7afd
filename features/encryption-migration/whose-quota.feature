Feature: Whose quota do readers of another account use up?
  A key may be shared with other accounts, which read far more than its owner does. Whoever owns the key need not fear for the
  quota of its own account: AWS counts a request against the account that makes it, whosever the key is.
  See "Request quotas" in the AWS KMS developer guide, on requests across accounts.

  Background:
    Given the multi-account-access scenario
    And the key policy of the data key is "shared key policy"
    And the cloudquery role has uploaded "report.csv"

  @M21
  Rule: A request counts against the account that asks, not against that of the key

    Example: A reader of another account is throttled by the quota of its own
      Given the compute account may ask KMS 1 time a second
      And the compute role has read "report.csv"
      When the compute role reads "report.csv"
      Then the request fails: KMS throttles S3 for the account

    Example: A reader of another account is not throttled by the quota of the key's account
      Given the data account may ask KMS 1 time a second
      And the compute role has read "report.csv"
      When the compute role reads "report.csv"
      Then "report.csv" arrives unchanged

    Example: Reads from another account do not use up the quota of the key's account
      Given the data account may ask KMS 1 time a second
      And the compute account may ask KMS 1 time a second
      And the compute role has read "report.csv"
      When the cloudquery role reads "report.csv"
      Then "report.csv" arrives unchanged
