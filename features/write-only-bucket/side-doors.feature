Feature: Can the intake account get at its objects by a side door?
  Copying, uploading in parts, overwriting and deleting are other ways to touch an object. Whatever makes S3 read the
  encrypted bytes takes kms:Decrypt of whoever asks; whatever only replaces or removes them does not.
  See "Using server-side encryption with AWS KMS keys" in the Amazon S3 user guide, section on permissions.

  Background:
    Given the write-only-bucket scenario

  Rule: A copy reads its source

    @W16
    Example: The intake account cannot copy an object to a key of its own
      Given the transfer role has uploaded "hello.txt"
      When the intake administrator copies "hello.txt" onto itself encrypted with the intake key
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt
      And "hello.txt" is encrypted with the shared key

    @W16
    Example: The intake account cannot copy an object to SSE-S3
      Given the transfer role has uploaded "hello.txt"
      When the intake administrator copies "hello.txt" onto itself encrypted with SSE-S3
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt
      And "hello.txt" is encrypted with the shared key

    @W16
    Example: An object under its own key the intake account copies as it likes
      Given the intake administrator has uploaded "own.txt" encrypted with the intake key
      When the intake administrator copies "own.txt" onto itself encrypted with SSE-S3
      Then access is granted
      And "own.txt" is encrypted with SSE-S3

  Rule: An upload in parts decrypts: who can only encrypt uploads in one request

    @W17
    Example: A multipart upload starts
      When the transfer role starts a multipart upload of "big.bin"
      Then access is granted

    @W17
    Example: The first part of a multipart upload is refused, and nothing is left to read
      Given the transfer role has started a multipart upload of "big.bin"
      When the transfer role uploads a part of "big.bin"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt
      And "big.bin" does not exist

  Rule: Encryption keeps nobody from destroying

    @W21
    Example: The intake account deletes what it cannot read
      Given the transfer role has uploaded "hello.txt"
      When the transfer role deletes "hello.txt"
      Then access is granted
      And "hello.txt" does not exist

    @W21
    Example: The intake account overwrites what it cannot read
      Given the transfer role has uploaded "hello.txt"
      And the transfer role has uploaded "hello.txt"
      When the processing role reads "hello.txt"
      Then "hello.txt" arrives unchanged

    @W21
    Example: Deleting takes a right to the bucket, which the reader does not have
      Given the transfer role has uploaded "hello.txt"
      When the processing role deletes "hello.txt"
      Then access is denied: no bucket policy allows s3:DeleteObject
