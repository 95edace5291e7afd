Feature: Can whoever writes to the bucket read what it wrote?
  The intake account receives other people's files. It should hold them without being able to look into them.
  Its bucket encrypts by default with a key of the security account, whose policy lets the intake account encrypt and
  nothing else. S3 asks KMS as whoever asked S3, so that a reader without kms:Decrypt gets nothing.
  See "Using server-side encryption with AWS KMS keys" in the Amazon S3 user guide.

  Background:
    Given the write-only-bucket scenario

  Rule: Writing takes only the right to generate a data key

    @W01
    Example: The writer need not know about the encryption
      When the transfer role uploads "hello.txt"
      Then access is granted
      And "hello.txt" is encrypted with the shared key

    @W05
    Example: A writer without any right to the key cannot write
      Given the transfer role lacks its policy "KMSaccess"
      When the transfer role uploads "hello.txt"
      Then access is denied: no identity policy allows kms:GenerateDataKey
      And "hello.txt" does not exist

  Rule: Names, sizes and metadata are not encrypted

    @W02
    Example: The writer sees its object in a listing
      Given the transfer role has uploaded "hello.txt"
      When the transfer role lists the write-only bucket
      Then the listing shows "hello.txt" with its size

    @W02
    Example: The writer looks at the metadata of its object
      Given the transfer role has uploaded "hello.txt"
      When the transfer role looks at the metadata of "hello.txt"
      Then access is granted

    @W02
    Example: What a listing takes is a right to the bucket, which the reader does not have
      Given the transfer role has uploaded "hello.txt"
      When the processing role lists the write-only bucket
      Then access is denied: no bucket policy allows s3:ListBucket

  Rule: Reading takes kms:Decrypt, and only the key's account can give it
    In 2019 S3 answered "Access Denied" and no more. Today it names who asked, and the permission that is missing.

    @W03
    Example: The writer cannot read its own object
      Given the transfer role has uploaded "hello.txt"
      When the transfer role reads "hello.txt"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    @W04
    Example: The root user of the account that owns the bucket cannot read either
      Given the root user of the intake account has uploaded "hello.txt"
      When the root user of the intake account reads "hello.txt"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    @W06
    Example: A reader whom the key's account lets decrypt notices no encryption
      Given the transfer role has uploaded "hello.txt"
      When the processing role reads "hello.txt"
      Then "hello.txt" arrives unchanged
