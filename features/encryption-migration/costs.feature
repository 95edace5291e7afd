Feature: What does a KMS key cost a bucket each month?
  Before a team moves objects to a KMS key, it asks for the price. Each upload and each read of such an object is a request
  to KMS, charged to the account that uploads or reads. The article counts 10,000 uploads and 2,000,000 reads. Its result,
  $6 and one dollar for the key, is right to a few cents. Here keyhole counts the KMS requests of a small run and scales
  them to the month.
  See "AWS Key Management Service pricing" and, in the Amazon S3 user guide, "Using server-side encryption with AWS KMS
  keys".

  Background:
    Given the encryption-migration scenario

  Rule: Each upload and each read of an object under a KMS key is a request to KMS

    @M19
    Example: The published month costs $6.03 for requests, or $5.97 after the free tier, and one dollar for the key
      Given the demo bucket encrypts by default with the demo key
      When the administrator uploads 1 object and reads it 10 times
      Then KMS gets one call for each S3 request
      And 10,000 uploads and 2,000,000 reads a month cost $6.03 for requests to KMS
      And 10,000 uploads and 2,000,000 reads a month cost $5.97 for requests to KMS beyond the free tier
      And 10,000 uploads and 2,000,000 reads a month cost $7.03 for requests to KMS and a key

    @M19
    Example: Uploads and reads under SSE-S3 make no request to KMS
      When the administrator uploads 1 object and reads it 10 times
      Then KMS gets no calls
      And 10,000 uploads and 2,000,000 reads a month cost $0.00 for requests to KMS
