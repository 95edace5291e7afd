Feature: Does S3 need the statement on grants?
  The published key policy lets the intake account create grants for AWS services; the console writes this statement into
  every key policy that names another account. Services such as Amazon EBS need it. S3 does not: it calls KMS as whoever
  called S3. See "Grants in AWS KMS" in the AWS KMS developer guide.

  Background:
    Given the write-only-bucket scenario
    And the key policy of the shared key lacks "Allow attachment of persistent resources"
    And the transfer role has uploaded "hello.txt"

  @W10
  Rule: Without the statement on grants every outcome in S3 stays the same

    Example: Without the statement an upload is encrypted with the shared key
      Then "hello.txt" is encrypted with the shared key

    Example: Without the statement the writer sees its object in a listing
      When the transfer role lists the write-only bucket
      Then the listing shows "hello.txt" with its size

    Example: Without the statement the writer cannot read its own object
      When the transfer role reads "hello.txt"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    Example: Without the statement the root user of the intake account cannot either
      When the root user of the intake account reads "hello.txt"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    Example: Without the statement the reader reads
      When the processing role reads "hello.txt"
      Then "hello.txt" arrives unchanged

    Example: Without the statement the reader cannot write
      When the processing role uploads "forged.txt"
      Then access is denied: the key policy of the shared key does not allow kms:GenerateDataKey

    @W05
    Example: Without the statement too, a writer without any right to the key cannot write
      Given the transfer role lacks its policy "KMSaccess"
      When the transfer role uploads "second.txt"
      Then access is denied: no identity policy allows kms:GenerateDataKey
