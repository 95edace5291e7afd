Feature: Which account decides who reads and who writes?
  The bucket and the key belong to different accounts, so no single account can open the data by mistake or on purpose. The
  security account has control through the key policy. A change takes effect at once, even for objects that already exist.
  See "Key policies in AWS KMS" in the AWS KMS developer guide.

  Background:
    Given the write-only-bucket scenario
    And the transfer role has uploaded "hello.txt"

  Rule: The key policy states which accounts can encrypt and which accounts can decrypt

    @W07
    Example: The processing role, which may only decrypt, cannot upload
      When the processing role uploads "forged.txt"
      Then access is denied: the key policy of the shared key does not allow kms:GenerateDataKey
      And "forged.txt" does not exist

    @W01
    Example: The transfer role, which may encrypt, uploads
      When the transfer role uploads "second.txt"
      Then access is granted

  Rule: Access ends at once when the security account removes a statement from the key policy

    @W15
    Example: The processing role cannot read once its account's statement is removed from the key policy
      Given the processing role has read "hello.txt"
      And the key policy of the shared key lacks "Allow Decryption with the key"
      When the processing role reads "hello.txt"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    @W15
    Example: The processing role reads again once its account's statement is back in the key policy
      Given the key policy of the shared key lacks "Allow Decryption with the key"
      And the key policy of the shared key is as documented again
      When the processing role reads "hello.txt"
      Then "hello.txt" arrives unchanged
