Feature: What refuses a reader on the owner's side?
  The owner of a bucket lets another account read by its bucket policy, and by the key policy if objects are encrypted with its
  key. Neither helps with objects that a third account owns, nor against a Deny.
  See "Troubleshoot access denied (403 Forbidden) errors in Amazon S3" in the Amazon S3 user guide.

  Background:
    Given the denied-access scenario

  Rule: The bucket policy has to allow the reader or its account

    @D04
    Example: The reader reads if the bucket policy names it instead of its account
      Given the writer user has uploaded "q1.csv" in the reports bucket
      And the bucket policy of the reports bucket is "only the reader reads"
      When the reader user reads "q1.csv" in the reports bucket
      Then "q1.csv" in the reports bucket arrives unchanged

    @D04
    Example: A bucket policy for another account refuses the reader
      Given the writer user has uploaded "q1.csv" in the reports bucket
      And the bucket policy of the reports bucket is "only the supplier reads"
      When the reader user reads "q1.csv" in the reports bucket
      Then access is denied: no bucket policy allows s3:GetObject
      And the remedy is to allow s3:GetObject to the reader user in the bucket policy of the reports bucket

  Rule: The key policy has to allow decryption, which the bucket policy cannot

    @D05
    Example: A key policy that lacks the reader's account refuses the read
      Given the writer user has uploaded "q1.csv" in the reports bucket
      And the key policy of the reports key lacks "PartnerDecrypts"
      When the reader user reads "q1.csv" in the reports bucket
      Then access is denied: the key policy of the reports key does not allow kms:Decrypt
      And the remedy is to allow kms:Decrypt to the reader user in the key policy of the reports key

    @D05
    Example: An object that the reports key does not encrypt needs no key policy
      Given the writer user has uploaded "q1.csv" in the reports bucket encrypted with SSE-S3
      And the key policy of the reports key lacks "PartnerDecrypts"
      When the reader user reads "q1.csv" in the reports bucket
      Then "q1.csv" in the reports bucket arrives unchanged

  Rule: The account that owns an object has to let others read it

    @D06 @needs:s3:ObjectOwners
    Example: An object that the supplier owns refuses the reader, whatever the bucket policy allows
      Given the supplier user has uploaded "parts.csv" in the supplies bucket
      When the reader user reads "parts.csv" in the supplies bucket
      Then access is denied: the ACL does not allow s3:GetObject
      And the remedy is to have the owner of "parts.csv" in the supplies bucket grant it to the partner account in its ACL

    @D06
    Example: The reader reads what the supplier uploaded where the bucket's owner owns all objects
      Given the supplier user has uploaded "parts.csv" in the enforced bucket
      When the reader user reads "parts.csv" in the enforced bucket
      Then "parts.csv" in the enforced bucket arrives unchanged

  Rule: A Deny in the bucket policy overrides every allow

    @D07
    Example: A Deny for all accounts but the owner's refuses the reader
      Given the writer user has uploaded "q1.csv" in the reports bucket
      And the bucket policy of the reports bucket is "only from the data account"
      When the reader user reads "q1.csv" in the reports bucket
      Then access is denied: the bucket policy denies s3:GetObject
      And the remedy is to narrow or remove the statement "OnlyFromTheDataAccount" of the bucket policy of the reports bucket
