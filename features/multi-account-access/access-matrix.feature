Feature: Who can do what with the data account's objects?
  A review asks for the whole picture: every principal of both accounts against everything that can be done with an object and
  the key that it is under. Each cell is a request of that principal: it says yes, or which policy refuses, "for the key"
  where it lets S3 have the object and not its key. AWS promises that nothing but these policies decides.
  See "Cross account resource access in IAM" in the IAM user guide.

  Background:
    Given the multi-account-access scenario

  @C21
  Rule: A key policy that names nobody of another account keeps objects from it, whatever the bucket policy allows

    Example: Everybody against an object under the data key
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
  Rule: One that names the compute role lets it use the key, and manage nothing

    Example: Everybody against an object under a key that the compute role may use
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
  Rule: The AWS managed key lets in whoever of its account has rights to the bucket, and nobody else
    The compute role still writes: what it writes is under the AWS managed key of its own account.

    Example: Everybody against an object under the AWS managed key
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
