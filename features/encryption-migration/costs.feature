Feature: What does a KMS key cost a bucket each month?
  Before objects move to a KMS key somebody asks for the price. Every upload and every read of such an object is a request to
  KMS, charged to whoever uploads or reads. The article counts 10,000 uploads and 2,000,000 reads, and comes to $6 and a dollar
  for the key, which is right to a few cents. Here a small run is watched, and what KMS was asked in it is scaled to the month.
  See "AWS Key Management Service pricing" and, in the Amazon S3 user guide, "Using server-side encryption with AWS KMS keys".

  Background:
    Given the encryption-migration scenario

  Rule: Under a KMS key each upload and each read is a request to KMS

    @M19
    Example: The published month costs $6.03, of which the free tier takes six cents, and a dollar for the key
      Given the demo bucket encrypts by default with the demo key
      When the administrator uploads 1 object and reads it 10 times
      Then KMS is asked once for each request
      And 10,000 uploads and 2,000,000 reads a month cost $6.03 for requests to KMS
      And 10,000 uploads and 2,000,000 reads a month cost $5.97 for requests to KMS beyond the free tier
      And 10,000 uploads and 2,000,000 reads a month cost $7.03 for requests to KMS and a key

    @M19
    Example: Under SSE-S3 nothing is asked of KMS
      When the administrator uploads 1 object and reads it 10 times
      Then KMS is asked nothing
      And 10,000 uploads and 2,000,000 reads a month cost $0.00 for requests to KMS
