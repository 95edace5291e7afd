Feature: Can a bucket policy refuse uploads under every key but one?
  A default does not bind a caller that asks for another encryption. A bucket policy does: it can deny every upload that
  would not get the key that the policy names. It compares the key that the object would get, whether the upload or the
  bucket names that key.
  See "Using server-side encryption with AWS KMS keys" in the Amazon S3 user guide, section on requiring it.

  Background:
    Given the encryption-migration scenario
    And the demo bucket encrypts by default with the demo key

  Rule: A bucket policy that denies every key but one compares the key that the object would get

    @M08
    Example: An upload under SSE-S3 is refused, since the object would get no KMS key
      Given the bucket policy of the demo bucket is "only the demo key"
      When the administrator uploads "test-3.log" encrypted with SSE-S3
      Then access is denied: the bucket policy denies s3:PutObject
      And "test-3.log" does not exist

    @M09
    Example: An upload that asks for no encryption is accepted, since it gets the bucket's default key
      Given the bucket policy of the demo bucket is "only the demo key"
      When the administrator uploads "test-3.log"
      Then access is granted
      And "test-3.log" is encrypted with the demo key

    @M09
    Example: A part of a large upload that asks for no encryption is accepted, since the upload gets the bucket's default key
      Given the bucket policy of the demo bucket is "only the demo key"
      And the administrator has started a multipart upload of "large.log"
      When the administrator uploads a part of "large.log"
      Then access is granted

    @M10
    Example: An upload that names the key of the bucket policy is accepted
      Given the bucket policy of the demo bucket is "only the demo key"
      When the administrator uploads "test-3.log" encrypted with the demo key
      Then access is granted
      And "test-3.log" is encrypted with the demo key

    @M10
    Example: An upload that asks for KMS without a key is refused, since it gets the AWS managed key
      Given the bucket policy of the demo bucket is "only the demo key"
      When the administrator uploads "test-3.log" encrypted with the AWS managed key
      Then access is denied: the bucket policy denies s3:PutObject

    @M10
    Example: An upload that names another key than the bucket policy is refused
      Given the bucket policy of the demo bucket is "only the demo key"
      When the administrator uploads "test-3.log" encrypted with the other key
      Then access is denied: the bucket policy denies s3:PutObject

  Rule: The bucket policy and the default encryption must name the same key

    @M12
    Example: The published policy names another key than the default, and refuses an upload that asks for no encryption
      Given the bucket policy of the demo bucket is "policy as published"
      When the administrator uploads "test-3.log"
      Then access is denied: the bucket policy denies s3:PutObject

    @M12
    Example: With the published policy's key as the default, an upload that asks for no encryption is accepted
      Given the bucket policy of the demo bucket is "policy as published"
      And the demo bucket encrypts by default with the other key
      When the administrator uploads "test-3.log"
      Then access is granted
      And "test-3.log" is encrypted with the other key
