Feature: Who is slowed down when KMS is asked too often?
  Uploads and reads under a KMS key count against a quota of requests a second, which S3 shares with everything else that the
  account asks of KMS. The article says 5,500 to 30,000; today AWS grants 10,000, 20,000 or 100,000, by region. Here it is two,
  so that the third request of a second is one too many.
  See "Request quotas" and "Throttling AWS KMS requests" in the AWS KMS developer guide.

  Background:
    Given the encryption-migration scenario
    And the demo bucket encrypts by default with the demo key
    And the demo account may ask KMS 2 times a second

  Rule: Above its quota the account that asks is throttled, through S3 and directly

    @M21
    Example: What is within the quota is served
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
    Example: A request to KMS itself is throttled above the quota
      Given the administrator has uploaded "test-1.log"
      And the administrator has read "test-1.log"
      When the administrator generates a data key with the demo key
      Then the request fails: KMS throttles the account

  Rule: Only what takes a request to KMS counts

    @M21
    Example: Objects under SSE-S3 are uploaded and read as often as anyone likes
      Given the demo bucket encrypts by default with SSE-S3
      When the administrator uploads 1 object and reads it 3 times
      Then KMS is asked nothing

    @M21
    Example: With a Bucket Key many objects take few requests
      Given the demo bucket uses a Bucket Key
      When the administrator uploads 3 objects and reads each 3 times
      Then KMS is asked less often than there are objects
