Feature: Does S3 need the key policy's statement on grants?
  The published key policy lets the intake account create grants for AWS services. The KMS console writes this statement
  into every key policy that names another account. Services such as Amazon EBS need it. S3 does not: it calls KMS on
  behalf of its own caller.
  See "Grants in AWS KMS" in the AWS KMS developer guide.

  Background:
    Given the write-only-bucket scenario
    And the key policy of the shared key lacks "Allow attachment of persistent resources"
    And the transfer role has uploaded "hello.txt"

  @W10
  Rule: Access through S3 stays the same without the statement on grants

    Example: Without the statement on grants, an upload is encrypted with the shared key
      Then "hello.txt" is encrypted with the shared key

    Example: Without the statement on grants, the writer sees its object in a listing
      When the transfer role lists the write-only bucket
      Then the listing shows "hello.txt" with its size

    Example: Without the statement on grants, the writer cannot read its own object
      When the transfer role reads "hello.txt"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    Example: Without the statement on grants, the root user of the intake account cannot read
      When the root user of the intake account reads "hello.txt"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    Example: Without the statement on grants, the processing role reads
      When the processing role reads "hello.txt"
      Then "hello.txt" arrives unchanged

    Example: Without the statement on grants, the processing role cannot upload
      When the processing role uploads "forged.txt"
      Then access is denied: the key policy of the shared key does not allow kms:GenerateDataKey

    @W05
    Example: Without the statement on grants, a writer without any permission on the key cannot upload
      Given the transfer role lacks its policy "KMSaccess"
      When the transfer role uploads "second.txt"
      Then access is denied: no identity policy allows kms:GenerateDataKey
