Feature: Does an allow in one policy make up for a deny in another?
  Seven kinds of policy can stand between a reader and an encrypted object. Different people write them: the owners of the
  data, the owners of the reader's account, and the administrators of the organization. AWS promises that an explicit deny
  in any of them overrides every allow. A permissions boundary, session policy or control policy must also allow the
  request.
  See "Policy evaluation logic" in the IAM user guide.

  Background:
    Given the multi-account-access scenario
    And the cloudquery role has uploaded "report.csv"

  @C16
  Rule: An explicit deny wins in every kind of policy

    Example: The cloudquery role reads if no policy denies it
      When the cloudquery role reads "report.csv"
      Then "report.csv" arrives unchanged

    Scenario Outline: An explicit deny wins in <kind of policy>
      Given <fact>
      When the cloudquery role reads "report.csv"
      Then access is denied: <reason> <permission>

      Examples: policies that limit the reader
        | kind of policy           | fact                                                                        | reason                          | permission   |
        | an identity policy       | the cloudquery role also has the policy "everything but reading"            | an identity policy denies       | s3:GetObject |
        | a permissions boundary   | the permissions boundary of the cloudquery role is "everything but reading" | the permissions boundary denies | s3:GetObject |
        | a session policy         | the session policy of the cloudquery role is "everything but reading"       | the session policy denies       | s3:GetObject |
        | a service control policy | "everything but reading" is a service control policy of the data account    | a service control policy denies | s3:GetObject |

      Examples: policies that protect the object
        | kind of policy            | fact                                                                  | reason                           | permission   |
        | the bucket policy         | the bucket policy of the data bucket is "no principal reads"          | the bucket policy denies         | s3:GetObject |
        | a resource control policy | "no principal reads" is a resource control policy of the data account | a resource control policy denies | s3:GetObject |

      @confidence:medium
      Examples: policies that protect the key
        | kind of policy | fact                                                      | reason                                | permission  |
        | the key policy | the key policy of the data key is "no principal decrypts" | the key policy of the data key denies | kms:Decrypt |

  @C16
  Rule: A permissions boundary or session policy gives no permission, and refuses what it does not allow

    Example: A permissions boundary that does not allow s3:GetObject refuses a read
      Given the permissions boundary of the cloudquery role is "only listing"
      When the cloudquery role reads "report.csv"
      Then access is denied: the permissions boundary does not allow s3:GetObject

    Example: A session policy that does not allow s3:GetObject refuses a read
      Given the session policy of the cloudquery role is "only listing"
      When the cloudquery role reads "report.csv"
      Then access is denied: the session policy does not allow s3:GetObject

    Example: A role can list if both its permissions boundary and its identity policy allow s3:ListBucket
      Given the permissions boundary of the cloudquery role is "only listing"
      When the cloudquery role lists the data bucket
      Then the listing shows "report.csv" with its size

  @C16
  Rule: A control policy applies only to the accounts that it is attached to

    Example: A resource control policy of the data account applies to readers of other accounts
      Given "no principal reads" is a resource control policy of the data account
      When the compute role reads "report.csv"
      Then access is denied: a resource control policy denies s3:GetObject

    Example: A service control policy of the compute account does not apply to a role of the data account
      Given "everything but reading" is a service control policy of the compute account
      When the cloudquery role reads "report.csv"
      Then "report.csv" arrives unchanged
