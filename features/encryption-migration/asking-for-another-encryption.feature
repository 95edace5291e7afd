Feature: What does an upload get that asks for an encryption itself?
  Whoever uploads may say what encryption it wants, and need not be aware of the bucket's default. The default steps in only
  for an upload that says nothing at all; one that says half of it gets what S3 makes of that half.
  See "PutObject" in the Amazon S3 API reference, on x-amz-server-side-encryption and the headers that go with it.

  Background:
    Given the encryption-migration scenario
    And the demo bucket encrypts by default with the demo key

  Rule: What an upload asks for takes the place of the default

    @M01
    Example: Asked for SSE-S3, S3 does not encrypt with the bucket's key
      When the administrator uploads "test-3.log" encrypted with SSE-S3
      Then access is granted
      And "test-3.log" is encrypted with SSE-S3

    @M16
    Example: Asked for KMS without saying which key, S3 takes the AWS managed key, not the bucket's
      When the administrator uploads "test-3.log" encrypted with the AWS managed key
      Then access is granted
      And "test-3.log" is encrypted with the AWS managed key

    @M16
    Example: A user without any right to KMS may upload so, since the AWS managed key serves all of its account through S3
      When the kms-demo user uploads "test-3.log" encrypted with the AWS managed key
      Then access is granted
      And "test-3.log" is encrypted with the AWS managed key

    @M16
    Example: Asked for KMS with a key, S3 takes that key
      When the administrator uploads "test-3.log" encrypted with the other key
      Then access is granted
      And "test-3.log" is encrypted with the other key

  Rule: A key is taken only beside aws:kms

    @M17
    Example: An upload that names the key and does not ask for KMS is no valid request
      When the administrator uploads "test-3.log" encrypted with the demo key without asking for aws:kms
      Then the request fails: a key is named without asking for aws:kms
      And "test-3.log" does not exist

    @M17
    Example: One that asks for KMS as well is
      When the administrator uploads "test-3.log" encrypted with the demo key
      Then access is granted
      And "test-3.log" is encrypted with the demo key
