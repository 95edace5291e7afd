Feature: Which requests are throttled when an account exceeds its KMS quota?
  Uploads and reads under a KMS key count against the account's quota of KMS requests per second. S3 shares this quota with
  every other KMS request of the account. The article says 5,500 to 30,000; today AWS grants 10,000, 20,000 or 100,000, by
  Region. Here the quota is two, so the third request within a second exceeds it.
  See "Request quotas" and "Throttling AWS KMS requests" in the AWS KMS developer guide.

  Background:
    Given the encryption-migration scenario
    And the demo bucket encrypts by default with the demo key
    And the demo account may call KMS 2 times per second

  Rule: An account above its KMS request quota is throttled, through S3 and directly

    @M21
    Example: A read within the quota is served
      Given the administrator has uploaded "test-1.log"
      When the administrator reads "test-1.log"
      Then "test-1.log" arrives unchanged

    @M21
    Example: A read above the quota is throttled
      Given the administrator has uploaded "test-1.log"
      And the administrator has read "test-1.log"
      When the administrator reads "test-1.log"
      Then the request fails: KMS throttles S3 for the account

    @M21
    Example: A direct request to KMS above the quota is throttled
      Given the administrator has uploaded "test-1.log"
      And the administrator has read "test-1.log"
      When the administrator generates a data key with the demo key
      Then the request fails: KMS throttles the account

  Rule: Only requests to KMS count against the KMS quota

    @M21
    Example: Uploads and reads under SSE-S3 use none of the KMS quota
      Given the demo bucket encrypts by default with SSE-S3
      When the administrator uploads 1 object and reads it 3 times
      Then KMS gets no calls

    @M21
    Example: With a Bucket Key, many objects use little of the KMS quota
      Given the demo bucket uses a Bucket Key
      When the administrator uploads 3 objects and reads each 3 times
      Then KMS gets fewer calls than there are objects
