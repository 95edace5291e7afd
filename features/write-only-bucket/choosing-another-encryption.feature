Feature: Can a writer choose an encryption that lets it read its own objects?
  Default encryption applies to uploads that ask for none. A writer that asks for another encryption gets it, and can then
  read what it wrote. One more policy is needed to keep writers from reading anything that they wrote.
  See "Using server-side encryption with AWS KMS keys" in the Amazon S3 user guide, section on requiring it.

  Background:
    Given the write-only-bucket scenario

  Rule: The bucket's default encryption does not apply to an upload that names an encryption

    @W18
    Example: The intake account uploads an object with SSE-S3 and reads it back
      Given the intake administrator has uploaded "hello.txt" encrypted with SSE-S3
      When the intake administrator reads "hello.txt"
      Then "hello.txt" arrives unchanged

    @W18
    Example: The intake account cannot read back what it uploads under the default encryption
      Given the intake administrator has uploaded "hello.txt"
      When the intake administrator reads "hello.txt"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

  Rule: A bucket policy can deny every upload that would not be encrypted with the shared key

    @W19
    Example: The bucket policy refuses an upload with SSE-S3
      Given the bucket policy of the write-only bucket is "only the shared key"
      When the transfer role uploads "hello.txt" encrypted with SSE-S3
      Then access is denied: the bucket policy denies s3:PutObject
      And "hello.txt" does not exist

    @W19
    Example: The bucket policy refuses an upload with a key of the intake account
      Given the bucket policy of the write-only bucket is "only the shared key"
      When the intake administrator uploads "hello.txt" encrypted with the intake key
      Then access is denied: the bucket policy denies s3:PutObject

    @W19
    Example: The bucket policy accepts an upload that names no encryption, since it gets the shared key
      Given the bucket policy of the write-only bucket is "only the shared key"
      When the transfer role uploads "hello.txt"
      Then access is granted
      And "hello.txt" is encrypted with the shared key
