Feature: What can a session do that came over two roles?
  Role chaining is a session of one role that assumes another, often in another account. The last role alone decides what the
  session may do, and AWS limits its length.
  See "Roles terms and concepts" and "Pass session tags in AWS STS" in the IAM user guide.

  Background:
    Given the role-chaining scenario
    And the root user of the data account has uploaded "all/q1.csv" in the reports bucket
    And the root user of the partner account has uploaded "plan.txt" in the notes bucket

  Rule: A session has the permissions of its own role alone

    @R01
    Example: The reader role reads a report, which its own policy allows
      When the reader role reads "all/q1.csv" in the reports bucket
      Then "all/q1.csv" in the reports bucket arrives unchanged

    @R01
    Example: The reader role cannot read what the role before it may read
      When the reader role reads "plan.txt" in the notes bucket
      Then access is denied: no bucket policy allows s3:GetObject

    @R01
    Example: The entry role reads what it may read itself
      When the entry role reads "plan.txt" in the notes bucket
      Then "plan.txt" in the notes bucket arrives unchanged

  Rule: The trust policy of each role names who may take the next step

    @R02
    Example: The entry role assumes the reader role
      When the entry role assumes the reader role
      Then access is granted

    @R02
    Example: Ann cannot leave the entry role out
      When the ann user assumes the reader role
      Then access is denied: the trust policy does not allow sts:AssumeRole

    @R03
    Example: A session that came over another role cannot last for two hours
      When the entry role assumes the reader role for two hours
      Then the request fails: role chaining gives sessions of at most one hour

  Rule: Session tags stay only if they are transitive

    @R04
    Example: A transitive tag lets the reader role read the reports of its project
      Given the root user of the data account has uploaded "orchard/q1.csv" in the reports bucket
      When the reader role reads "orchard/q1.csv" in the reports bucket
      Then access is granted

    @R04
    Example: A tag that is not transitive is lost on the way
      Given the root user of the data account has uploaded "seven/q1.csv" in the reports bucket
      When the reader role reads "seven/q1.csv" in the reports bucket
      Then access is denied: no identity policy allows s3:GetObject
