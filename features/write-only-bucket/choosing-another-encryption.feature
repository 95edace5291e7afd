Feature: Can the writer choose an encryption that it can read?
  Default encryption holds for uploads that ask for none. A writer who asks for another gets it, and then reads what it
  wrote: the promise that nothing written can be read back needs one more policy.
  See "Using server-side encryption with AWS KMS keys" in the Amazon S3 user guide, section on requiring it.

  Background:
    Given the write-only-bucket scenario

  Rule: A request that names an encryption is not given the default

    @W18
    Example: The intake account uploads under SSE-S3 and reads it back
      Given the intake administrator has uploaded "hello.txt" encrypted with SSE-S3
      When the intake administrator reads "hello.txt"
      Then "hello.txt" arrives unchanged

    @W18
    Example: Under the default encryption the intake account does not read back what it uploads
      Given the intake administrator has uploaded "hello.txt"
      When the intake administrator reads "hello.txt"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

  Rule: A bucket policy that denies every other effective key closes the gap

    @W19
    Example: An upload under SSE-S3 is refused
      Given the bucket policy of the write-only bucket is "only the shared key"
      When the transfer role uploads "hello.txt" encrypted with SSE-S3
      Then access is denied: the bucket policy denies s3:PutObject
      And "hello.txt" does not exist

    @W19
    Example: An upload under a key of the intake account is refused
      Given the bucket policy of the write-only bucket is "only the shared key"
      When the intake administrator uploads "hello.txt" encrypted with the intake key
      Then access is denied: the bucket policy denies s3:PutObject

    @W19
    Example: An upload that names no encryption is accepted, since its effective key is the shared key
      Given the bucket policy of the write-only bucket is "only the shared key"
      When the transfer role uploads "hello.txt"
      Then access is granted
      And "hello.txt" is encrypted with the shared key
