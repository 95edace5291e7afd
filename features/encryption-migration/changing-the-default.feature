Feature: What changes when a bucket's default encryption becomes a KMS key?
  A team moves from SSE-S3 to a KMS key of its own, so that permissions on the bucket alone no longer open the data. The
  new default applies to objects that are written from then on. Objects that are already in the bucket stay as they were
  written.
  See "Setting default server-side encryption behavior for Amazon S3 buckets" in the Amazon S3 user guide.

  Background:
    Given the encryption-migration scenario
    And the administrator has uploaded "test-1.log"

  Rule: The default encryption applies to objects that are written while it is set

    @M01
    Example: While the default is SSE-S3, an upload is encrypted with SSE-S3
      When the administrator uploads "test-2.log"
      Then access is granted
      And "test-2.log" is encrypted with SSE-S3

    @M02
    Example: Once the default is a KMS key, an upload is encrypted with that key
      Given the demo bucket encrypts by default with the demo key
      When the administrator uploads "test-2.log"
      Then access is granted
      And "test-2.log" is encrypted with the demo key

    @M02
    Example: An object uploaded before the default changed stays encrypted with SSE-S3
      Given the demo bucket encrypts by default with the demo key
      Then "test-1.log" is encrypted with SSE-S3

  Rule: Access to an object under a KMS key requires permission on the key as well as on the bucket

    @M03
    Example: A user with every permission on the bucket and no KMS permission reads an object under SSE-S3
      Given the demo bucket encrypts by default with the demo key
      When the kms-demo user reads "test-1.log"
      Then "test-1.log" arrives unchanged

    @M04
    Example: A user with every permission on the bucket and no KMS permission cannot read an object under the key
      Given the demo bucket encrypts by default with the demo key
      And the administrator has uploaded "test-2.log"
      When the kms-demo user reads "test-2.log"
      Then access is denied: no identity policy allows kms:Decrypt

    @M04
    Example: A user with permission on the key reads an object under the key
      Given the demo bucket encrypts by default with the demo key
      And the administrator has uploaded "test-2.log"
      And the kms-demo user also has the policy "uses the demo key"
      When the kms-demo user reads "test-2.log"
      Then "test-2.log" arrives unchanged

    @M05
    Example: A user without permission on the key can no longer upload
      Given the demo bucket encrypts by default with the demo key
      When the kms-demo user uploads "test-2.log"
      Then access is denied: no identity policy allows kms:GenerateDataKey
      And "test-2.log" does not exist

    @M05
    Example: A user with permission on the key can still upload
      Given the demo bucket encrypts by default with the demo key
      And the kms-demo user also has the policy "uses the demo key"
      When the kms-demo user uploads "test-2.log"
      Then access is granted
      And "test-2.log" is encrypted with the demo key
