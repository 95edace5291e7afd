Feature: What can the intake account do with the key without S3?
  The key policy speaks of KMS operations, not of S3. What it gives, the intake account can also call directly.
  The published statement gives more than uploads need, and one part of that is not harmless.
  See "AWS KMS permissions" in the AWS KMS developer guide.

  Background:
    Given the write-only-bucket scenario

  Rule: The intake account encrypts and cannot decrypt, through S3 or not

    @W08
    Example: The intake account generates data keys
      When the transfer role generates a data key with the shared key
      Then access is granted

    @W08
    Example: The intake account encrypts
      When the transfer role encrypts a secret with the shared key
      Then access is granted

    @W08
    Example: The intake account cannot decrypt what it encrypted
      Given the transfer role has encrypted a secret with the shared key
      When the transfer role decrypts the secret
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    @W08
    Example: An administrator, who may do everything in the intake account, cannot decrypt either
      Given the intake administrator has encrypted a secret with the shared key
      When the intake administrator decrypts the secret
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

  Rule: The statement on grants serves AWS services and nobody who calls KMS directly

    @W09
    Example: The intake account cannot give itself decryption by a grant
      When the intake administrator creates a grant on the shared key
      Then access is denied: the key policy of the shared key does not allow kms:CreateGrant

    @W09
    Example: On a key of its own the intake account can make a grant
      When the intake administrator creates a grant on the intake key
      Then access is granted

  Rule: Re-encryption carries a ciphertext off the key without showing the plaintext

    @W20
    Example: The intake account moves a ciphertext to its own key, and reads it
      Given the intake administrator has encrypted a secret with the shared key
      And the intake administrator has re-encrypted the secret with the intake key
      When the intake administrator decrypts the secret
      Then the secret arrives unchanged

    @W20
    Example: Without re-encryption in the key policy the ciphertext stays where it is
      Given the key policy of the shared key is "key policy without re-encryption"
      And the intake administrator has encrypted a secret with the shared key
      When the intake administrator re-encrypts the secret with the intake key
      Then access is denied: the key policy of the shared key does not allow kms:ReEncryptFrom
