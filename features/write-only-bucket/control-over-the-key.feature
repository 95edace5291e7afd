Feature: Who decides who reads and who writes?
  Bucket and key belong to different accounts, so that no single account can open the data by mistake or on purpose.
  The key policy is the security account's lever: it takes effect at once and for objects that already exist.
  See "Key policies in AWS KMS" in the AWS KMS developer guide.

  Background:
    Given the write-only-bucket scenario
    And the transfer role has uploaded "hello.txt"

  Rule: The key policy names, account by account, who encrypts and who decrypts

    @W07
    Example: Readers cannot write
      When the processing role uploads "forged.txt"
      Then access is denied: the key policy of the shared key does not allow kms:GenerateDataKey
      And "forged.txt" does not exist

    @W01
    Example: Writers write
      When the transfer role uploads "second.txt"
      Then access is granted

  Rule: What the security account takes away is gone at once

    @W15
    Example: Without its statement in the key policy the processing account reads nothing
      Given the processing role has read "hello.txt"
      And the key policy of the shared key lacks "Allow Decryption with the key"
      When the processing role reads "hello.txt"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    @W15
    Example: With the statement back in place it reads again
      Given the key policy of the shared key lacks "Allow Decryption with the key"
      And the key policy of the shared key is as documented again
      When the processing role reads "hello.txt"
      Then "hello.txt" arrives unchanged
