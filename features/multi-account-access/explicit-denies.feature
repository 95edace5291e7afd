Feature: Does an allow in one policy make up for a deny in another?
  Seven kinds of policy can stand between a reader and an encrypted object, and different people write them: those who
  own the data, those who own the reader, and those who run the organization. AWS promises that an explicit deny in any of
  them wins over every allow, and that what bounds a reader must allow as well.
  See "Policy evaluation logic" in the IAM user guide.

  Background:
    Given the multi-account-access scenario
    And the cloudquery role has uploaded "report.csv"

  @C16
  Rule: An explicit deny wins wherever it stands

    Example: Where nothing denies, the role reads
      When the cloudquery role reads "report.csv"
      Then "report.csv" arrives unchanged

    Scenario Outline: A deny wins in <where>
      Given <fact>
      When the cloudquery role reads "report.csv"
      Then access is denied: <reason> <permission>

      Examples: Where it binds the reader
        | where                    | fact                                                                        | reason                          | permission   |
        | an identity policy       | the cloudquery role also has the policy "everything but reading"            | an identity policy denies       | s3:GetObject |
        | a permissions boundary   | the permissions boundary of the cloudquery role is "everything but reading" | the permissions boundary denies | s3:GetObject |
        | a session policy         | the session policy of the cloudquery role is "everything but reading"       | the session policy denies       | s3:GetObject |
        | a service control policy | "everything but reading" is a service control policy of the data account    | a service control policy denies | s3:GetObject |

      Examples: Where it binds what is read
        | where                     | fact                                                            | reason                           | permission   |
        | the bucket policy         | the bucket policy of the data bucket is "nobody reads"          | the bucket policy denies         | s3:GetObject |
        | a resource control policy | "nobody reads" is a resource control policy of the data account | a resource control policy denies | s3:GetObject |

      @confidence:medium
      Examples: Where it binds the key
        | where          | fact                                                | reason                                | permission  |
        | the key policy | the key policy of the data key is "nobody decrypts" | the key policy of the data key denies | kms:Decrypt |

  @C16
  Rule: What bounds a reader gives nothing, and what it does not allow is refused

    Example: A permissions boundary that leaves reading out
      Given the permissions boundary of the cloudquery role is "only listing"
      When the cloudquery role reads "report.csv"
      Then access is denied: the permissions boundary does not allow s3:GetObject

    Example: A session policy that leaves reading out
      Given the session policy of the cloudquery role is "only listing"
      When the cloudquery role reads "report.csv"
      Then access is denied: the session policy does not allow s3:GetObject

    Example: Within its boundary the role does what its own policies allow
      Given the permissions boundary of the cloudquery role is "only listing"
      When the cloudquery role lists the data bucket
      Then the listing shows "report.csv" with its size

  @C16
  Rule: A control policy binds the accounts it is attached to

    Example: A resource control policy of the data account binds readers of other accounts
      Given "nobody reads" is a resource control policy of the data account
      When the compute role reads "report.csv"
      Then access is denied: a resource control policy denies s3:GetObject

    Example: A service control policy of the compute account binds no role of the data account
      Given "everything but reading" is a service control policy of the compute account
      When the cloudquery role reads "report.csv"
      Then "report.csv" arrives unchanged
