Feature: What can the intake account do with the key by calling KMS directly?
  The key policy names KMS operations, and does not name S3. The intake account can also call each allowed operation
  directly. The published statement allows more than uploads need, and one of the extra permissions, kms:ReEncrypt*, is not
  harmless.
  See "AWS KMS permissions" in the AWS KMS developer guide.

  Background:
    Given the write-only-bucket scenario

  Rule: The intake account can encrypt but cannot decrypt, through S3 or directly

    @W08
    Example: The intake account generates a data key
      When the transfer role generates a data key with the shared key
      Then access is granted

    @W08
    Example: The intake account encrypts a secret
      When the transfer role encrypts a secret with the shared key
      Then access is granted

    @W08
    Example: The intake account cannot decrypt what it encrypted
      Given the transfer role has encrypted a secret with the shared key
      When the transfer role decrypts the secret
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    @W08
    Example: An administrator with every permission in the intake account cannot decrypt what it encrypted
      Given the intake administrator has encrypted a secret with the shared key
      When the intake administrator decrypts the secret
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

  Rule: The statement on grants works for AWS services, but not for a caller that calls KMS directly

    @W09
    Example: The intake account cannot create a grant on the shared key to let itself decrypt
      When the intake administrator creates a grant on the shared key
      Then access is denied: the key policy of the shared key does not allow kms:CreateGrant

    @W09
    Example: The intake account creates a grant on a key of its own
      When the intake administrator creates a grant on the intake key
      Then access is granted

  Rule: Re-encryption moves a ciphertext to another key without revealing the plaintext

    @W20
    Example: The intake account re-encrypts a ciphertext with its own key and then decrypts it
      Given the intake administrator has encrypted a secret with the shared key
      And the intake administrator has re-encrypted the secret with the intake key
      When the intake administrator decrypts the secret
      Then the secret arrives unchanged

    @W20
    Example: The intake account cannot re-encrypt a ciphertext if the key policy does not allow kms:ReEncryptFrom
      Given the key policy of the shared key is "key policy without re-encryption"
      And the intake administrator has encrypted a secret with the shared key
      When the intake administrator re-encrypts the secret with the intake key
      Then access is denied: the key policy of the shared key does not allow kms:ReEncryptFrom
