Feature: How can a bucket name its key so that every writer uses the same key?
  An ARN says which account's key is meant. S3 accepts any string as the name of the default key, so a bare alias goes
  unnoticed until an upload. Only the console insists on an ARN.
  See "PutBucketEncryption" in the Amazon S3 API reference.

  Background:
    Given the key-arn-gotcha scenario

  Rule: An ARN means the same key for every writer

    @A05
    Scenario Outline: With <reference> as the default, <writer> encrypts with key 1
      Given bucket 1 encrypts by default with <reference>
      When <writer> uploads "report.csv"
      Then access is granted
      And "report.csv" is encrypted with key 1

      Examples: the ARN of the key
        | reference        | writer |
        | the ARN of key 1 | role 1 |
        | the ARN of key 1 | role 2 |

      Examples: the ARN of the alias
        | reference                           | writer |
        | the ARN of account 1's alias/my-key | role 1 |
        | the ARN of account 1's alias/my-key | role 2 |

    @A05
    Example: The reader of account 1 reads what role 2 wrote under the ARN of key 1
      Given bucket 1 encrypts by default with the ARN of key 1
      And role 2 has uploaded "report.csv"
      When the reader of account 1 reads "report.csv"
      Then "report.csv" arrives unchanged

  Rule: S3 checks the name of a default key only when an object is written

    @A08
    Example: S3 accepts a default key that does not exist
      When the root user of account 1 sets the default encryption of bucket 1 to alias/no-such-key
      Then access is granted

    @A08
    Scenario Outline: S3 returns a default given as <reference> as it was given
      Given bucket 1 encrypts by default with <reference>
      When the root user of account 1 looks at the default encryption of bucket 1
      Then the default encryption names <reference>

      Examples:
        | reference                           |
        | alias/no-such-key                   |
        | alias/my-key                        |
        | the ARN of account 1's alias/my-key |
        | the id of key 1                     |

    @A08
    Example: An upload under a default key that does not exist fails
      Given bucket 1 encrypts by default with alias/no-such-key
      When role 1 uploads "report.csv"
      Then the request fails: account 1 has no alias/no-such-key
