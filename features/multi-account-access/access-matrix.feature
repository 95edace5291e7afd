Feature: Who can do what with the data account's objects?
  A review asks for the whole picture: every principal of both accounts, and everything that can be done with an object and
  its key. Each cell is a request of that principal. It says yes, or names the policy that refuses. "For the key" means
  that the policy allows the object but not its key. AWS promises that nothing but these policies decides.
  See "Cross account resource access in IAM" in the IAM user guide.

  Background:
    Given the multi-account-access scenario

  @C21
  Rule: Another account that the key policy does not name cannot read objects, whatever the bucket policy allows

    Example: Access of each principal to an object under the data key
      Given the cloudquery role has uploaded "report.csv"
      Then access to "report.csv" is:
        | who                                  | read                        | write                       | list            | delete          | decrypt         | administer        |
        | the root user of the data account    | yes                         | yes                         | yes             | yes             | yes             | yes               |
        | the data administrator               | yes                         | yes                         | yes             | yes             | yes             | yes               |
        | the cloudquery role                  | yes                         | yes                         | yes             | identity policy | yes             | identity policy   |
        | the reporting role                   | identity policy for the key | identity policy for the key | yes             | identity policy | identity policy | identity policy   |
        | the guest role                       | identity policy for the key | identity policy for the key | yes             | identity policy | identity policy | identity policy   |
        | the analyst user                     | identity policy             | identity policy             | identity policy | identity policy | yes             | identity policy   |
        | the compute role                     | key policy                  | key policy                  | yes             | bucket policy   | key policy      | same account only |
        | the root user of the compute account | bucket policy               | bucket policy               | bucket policy   | bucket policy   | key policy      | same account only |

  @C21
  Rule: A key policy that names the compute role lets it use the key, but not manage the key

    Example: Access of each principal to an object under a key that the compute role may use
      Given the key policy of the data key is "shared key policy"
      And the cloudquery role has uploaded "report.csv"
      Then access to "report.csv" is:
        | who                                  | read                        | write                       | list            | delete          | decrypt         | administer        |
        | the root user of the data account    | yes                         | yes                         | yes             | yes             | yes             | yes               |
        | the data administrator               | yes                         | yes                         | yes             | yes             | yes             | yes               |
        | the cloudquery role                  | yes                         | yes                         | yes             | identity policy | yes             | identity policy   |
        | the reporting role                   | identity policy for the key | identity policy for the key | yes             | identity policy | identity policy | identity policy   |
        | the guest role                       | identity policy for the key | identity policy for the key | yes             | identity policy | identity policy | identity policy   |
        | the analyst user                     | identity policy             | identity policy             | identity policy | identity policy | yes             | identity policy   |
        | the compute role                     | yes                         | yes                         | yes             | bucket policy   | yes             | same account only |
        | the root user of the compute account | bucket policy               | bucket policy               | bucket policy   | bucket policy   | key policy      | same account only |

  @C21
  Rule: The AWS managed key serves principals of its account with S3 permissions, and no other account
    The compute role can still write: its objects are under the AWS managed key of its own account.

    Example: Access of each principal to an object under the AWS managed key
      Given the data bucket encrypts by default with the AWS managed key
      And the cloudquery role has uploaded "report.csv"
      Then access to "report.csv" is:
        | who                                  | read            | write           | list            | delete          | decrypt    | administer        |
        | the root user of the data account    | yes             | yes             | yes             | yes             | key policy | key policy        |
        | the data administrator               | yes             | yes             | yes             | yes             | key policy | key policy        |
        | the cloudquery role                  | yes             | yes             | yes             | identity policy | key policy | key policy        |
        | the reporting role                   | yes             | yes             | yes             | identity policy | key policy | key policy        |
        | the guest role                       | yes             | yes             | yes             | identity policy | key policy | key policy        |
        | the analyst user                     | identity policy | identity policy | identity policy | identity policy | key policy | key policy        |
        | the compute role                     | key policy      | yes             | yes             | bucket policy   | key policy | same account only |
        | the root user of the compute account | bucket policy   | bucket policy   | bucket policy   | bucket policy   | key policy | same account only |
