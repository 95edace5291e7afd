Feature: What leaks when the bucket is made public by mistake?
  A bucket policy can open a bucket to everybody, once S3 Block Public Access is off. It cannot open the key: KMS serves
  no anonymous callers, and signed callers need the key's account to let them in.
  See "Blocking public access to your Amazon S3 storage" in the Amazon S3 user guide.

  Background:
    Given the write-only-bucket scenario
    And the transfer role has uploaded "hello.txt"

  Rule: Block Public Access, on by default, refuses a public policy and anonymous readers

    @W12
    Example: A policy that opens the bucket to everybody is refused
      When the intake administrator sets the bucket policy of the write-only bucket to "anyone may read"
      Then access is denied: Block Public Access prevents s3:PutBucketPolicy

    @W12
    Example: An anonymous reader is refused
      When an anonymous reader reads "hello.txt"
      Then access is denied: no bucket policy allows s3:GetObject

    @W12
    Example: With Block Public Access off the policy is accepted
      Given Block Public Access is off for the write-only bucket
      When the intake administrator sets the bucket policy of the write-only bucket to "anyone may read"
      Then access is granted

  Rule: In a public bucket the key still protects what it encrypts, and only that

    @W11
    Example: An anonymous reader does not get an object under the shared key
      Given Block Public Access is off for the write-only bucket
      And the bucket policy of the write-only bucket is "anyone may read"
      When an anonymous reader reads "hello.txt"
      Then the request fails: an unsigned request cannot use a KMS key

    @W13
    Example: Somebody of another account does not get it either, whatever that account allows
      Given Block Public Access is off for the write-only bucket
      And the bucket policy of the write-only bucket is "anyone may read"
      When the outsider reads "hello.txt"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    @W14
    Example: An object under SSE-S3 in the same bucket leaks
      Given Block Public Access is off for the write-only bucket
      And the bucket policy of the write-only bucket is "anyone may read"
      And the transfer role has uploaded "plain.txt" encrypted with SSE-S3
      When an anonymous reader reads "plain.txt"
      Then "plain.txt" arrives unchanged
