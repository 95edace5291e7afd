Feature: Who can use a multi-Region key in each of its Regions?
  A multi-Region key has the same material in several Regions, so that data can move between them without being encrypted
  again. Its replicas are keys of their own, and each has a key policy of its own.
  See "Multi-Region keys in AWS KMS" in the AWS KMS developer guide.

  Background:
    Given the multi-region-keys scenario

  Rule: A replica decrypts what the primary key encrypted

    @N01
    Example: The reader decrypts in the Region of the replica
      Given the writer user has encrypted a secret with the shared key
      When the reader user decrypts the secret in eu-central-1
      Then the secret arrives unchanged

    @N01 @confidence:medium
    Example: A ciphertext under a key of one Region cannot be decrypted in another Region
      Given the writer user has encrypted a secret with the single key
      When the reader user decrypts the secret in eu-central-1
      Then the request fails: the ciphertext is of no key of this Region

  Rule: Each Region has a key policy of its own

    @N02
    Example: The policy of the replica does not let the reader decrypt in the Region of the primary key
      Given the writer user has encrypted a secret with the shared key
      When the reader user decrypts the secret
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt

    @N02
    Example: The policy of the primary key does not let the writer decrypt in the Region of the replica
      Given the writer user has encrypted a secret with the shared key
      When the writer user decrypts the secret in eu-central-1
      Then access is denied: the key policy of the shared key in eu-central-1 does not allow kms:Decrypt

    @N02
    Example: The writer decrypts in the Region of the primary key
      Given the writer user has encrypted a secret with the shared key
      When the writer user decrypts the secret
      Then the secret arrives unchanged
