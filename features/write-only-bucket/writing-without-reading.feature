Feature: Can a writer read the objects that it uploaded?
  The intake account receives other people's files. It should store them without being able to read them. Its bucket
  encrypts by default with a key of the security account, whose policy lets the intake account encrypt and nothing else. S3
  calls KMS on behalf of its own caller, so a reader without kms:Decrypt gets nothing.
  See "Using server-side encryption with AWS KMS keys" in the Amazon S3 user guide.

  Background:
    Given the write-only-bucket scenario

  Rule: An upload in one request requires only one permission on the key, kms:GenerateDataKey

    @W01
    Example: The writer names no encryption, and its object is encrypted with the shared key
      When the transfer role uploads "hello.txt"
      Then access is granted
      And "hello.txt" is encrypted with the shared key

    @W05
    Example: A writer without any permission on the key cannot upload
      Given the transfer role lacks its policy "KMSaccess"
      When the transfer role uploads "hello.txt"
      Then access is denied: no identity policy allows kms:GenerateDataKey
      And "hello.txt" does not exist

  Rule: Object names, sizes and metadata are not encrypted

    @W02
    Example: The writer sees its object in a listing
      Given the transfer role has uploaded "hello.txt"
      When the transfer role lists the write-only bucket
      Then the listing shows "hello.txt" with its size

    @W02
    Example: The writer can see the metadata of its object
      Given the transfer role has uploaded "hello.txt"
      When the transfer role looks at the metadata of "hello.txt"
      Then access is granted

    @W02
    Example: The reader cannot list the bucket, since the bucket policy does not allow it s3:ListBucket
      Given the transfer role has uploaded "hello.txt"
      When the processing role lists the write-only bucket
      Then access is denied: no bucket policy allows s3:ListBucket

  Rule: Reading requires kms:Decrypt, and only the key's account can allow it
    In 2019 S3 answered "Access Denied" and no more. Today the message names the caller and the missing permission.

    @W03
    Example: The writer cannot read its own object
      Given the transfer role has uploaded "hello.txt"
      When the transfer role reads "hello.txt"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    @W04
    Example: The root user of the bucket's account cannot read the object that it uploaded
      Given the root user of the intake account has uploaded "hello.txt"
      When the root user of the intake account reads "hello.txt"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    @W06
    Example: A reader that the key policy lets decrypt reads the object and notices no encryption
      Given the transfer role has uploaded "hello.txt"
      When the processing role reads "hello.txt"
      Then "hello.txt" arrives unchanged
