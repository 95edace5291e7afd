Feature: What leaks when the bucket is made public by mistake?
  Once S3 Block Public Access is off, a bucket policy can open a bucket to every caller. It cannot open the key: KMS serves
  no anonymous callers, and a signed caller needs permission from the key's account.
  See "Blocking public access to your Amazon S3 storage" in the Amazon S3 user guide.

  Background:
    Given the write-only-bucket scenario
    And the transfer role has uploaded "hello.txt"

  Rule: With Block Public Access on, as by default, public bucket policies and anonymous readers are refused

    @W12
    Example: Block Public Access refuses a bucket policy that lets every caller read
      When the intake administrator sets the bucket policy of the write-only bucket to "every caller reads"
      Then access is denied: Block Public Access prevents s3:PutBucketPolicy

    @W12
    Example: An anonymous reader cannot read while Block Public Access is on
      When an anonymous reader reads "hello.txt"
      Then access is denied: no bucket policy allows s3:GetObject

    @W12
    Example: A bucket policy that lets every caller read is accepted once Block Public Access is off
      Given Block Public Access is off for the write-only bucket
      When the intake administrator sets the bucket policy of the write-only bucket to "every caller reads"
      Then access is granted

  Rule: In a public bucket, the key protects only the objects that are encrypted with it

    @W11
    Example: In a public bucket, an anonymous reader cannot read an object under the shared key
      Given Block Public Access is off for the write-only bucket
      And the bucket policy of the write-only bucket is "every caller reads"
      When an anonymous reader reads "hello.txt"
      Then the request fails: an unsigned request cannot use a KMS key

    @W13
    Example: In a public bucket, an administrator of another account cannot read an object under the shared key
      Given Block Public Access is off for the write-only bucket
      And the bucket policy of the write-only bucket is "every caller reads"
      When the outsider reads "hello.txt"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    @W14
    Example: In a public bucket, an anonymous reader reads an object under SSE-S3
      Given Block Public Access is off for the write-only bucket
      And the bucket policy of the write-only bucket is "every caller reads"
      And the transfer role has uploaded "plain.txt" encrypted with SSE-S3
      When an anonymous reader reads "plain.txt"
      Then "plain.txt" arrives unchanged
