Feature: Can uploads under any other key be refused?
  A default does not bind whoever asks for something else. A bucket policy does: it denies every upload whose key is not the
  one it names. What it compares is the key that the object would get, whether the upload or the bucket names it.
  See "Using server-side encryption with AWS KMS keys" in the Amazon S3 user guide, section on requiring it.

  Background:
    Given the encryption-migration scenario
    And the demo bucket encrypts by default with the demo key

  Rule: A policy that denies every key but one compares the key that the object would get

    @M08
    Example: An upload under SSE-S3 is refused, since it would get no key at all
      Given the bucket policy of the demo bucket is "only the demo key"
      When the administrator uploads "test-3.log" encrypted with SSE-S3
      Then access is denied: the bucket policy denies s3:PutObject
      And "test-3.log" does not exist

    @M09
    Example: An upload that asks for nothing is accepted, since it gets the bucket's key
      Given the bucket policy of the demo bucket is "only the demo key"
      When the administrator uploads "test-3.log"
      Then access is granted
      And "test-3.log" is encrypted with the demo key

    @M10
    Example: An upload that names the key is accepted
      Given the bucket policy of the demo bucket is "only the demo key"
      When the administrator uploads "test-3.log" encrypted with the demo key
      Then access is granted
      And "test-3.log" is encrypted with the demo key

    @M10
    Example: An upload that names no key gets the AWS managed key, and is refused
      Given the bucket policy of the demo bucket is "only the demo key"
      When the administrator uploads "test-3.log" encrypted with the AWS managed key
      Then access is denied: the bucket policy denies s3:PutObject

    @M10
    Example: An upload that names another key is refused
      Given the bucket policy of the demo bucket is "only the demo key"
      When the administrator uploads "test-3.log" encrypted with the other key
      Then access is denied: the bucket policy denies s3:PutObject

  Rule: Policy and default must name the same key

    @M12
    Example: The published policy names another key than the bucket, and refuses an upload that asks for nothing
      Given the bucket policy of the demo bucket is "policy as published"
      When the administrator uploads "test-3.log"
      Then access is denied: the bucket policy denies s3:PutObject

    @M12
    Example: With the policy's key as the bucket's default, that upload is accepted
      Given the bucket policy of the demo bucket is "policy as published"
      And the demo bucket encrypts by default with the other key
      When the administrator uploads "test-3.log"
      Then access is granted
      And "test-3.log" is encrypted with the other key
