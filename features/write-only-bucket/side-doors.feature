Feature: Can the intake account read or change its objects through other S3 operations?
  Copies, multipart uploads, overwrites and deletions also touch an object. If S3 has to read the encrypted bytes, the
  caller needs kms:Decrypt. If S3 only replaces or removes the bytes, the caller does not need it.
  See "Using server-side encryption with AWS KMS keys" in the Amazon S3 user guide, section on permissions.

  Background:
    Given the write-only-bucket scenario

  Rule: Copying an object requires kms:Decrypt on the key of its source

    @W16
    Example: The intake account cannot copy an object from the shared key to a key of its own
      Given the transfer role has uploaded "hello.txt"
      When the intake administrator copies "hello.txt" onto itself encrypted with the intake key
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt
      And "hello.txt" is encrypted with the shared key

    @W16
    Example: The intake account cannot copy an object from the shared key to SSE-S3
      Given the transfer role has uploaded "hello.txt"
      When the intake administrator copies "hello.txt" onto itself encrypted with SSE-S3
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt
      And "hello.txt" is encrypted with the shared key

    @W16
    Example: The intake account copies an object from a key of its own to SSE-S3
      Given the intake administrator has uploaded "own.txt" encrypted with the intake key
      When the intake administrator copies "own.txt" onto itself encrypted with SSE-S3
      Then access is granted
      And "own.txt" is encrypted with SSE-S3

  Rule: A multipart upload requires kms:Decrypt, so a caller without it must upload in one request

    @W17
    Example: The transfer role starts a multipart upload
      When the transfer role starts a multipart upload of "big.bin"
      Then access is granted

    @W17
    Example: The transfer role cannot upload the first part of a multipart upload, and no object appears
      Given the transfer role has started a multipart upload of "big.bin"
      When the transfer role uploads a part of "big.bin"
      Then access is denied: the key policy of the shared key does not allow kms:Decrypt
      And "big.bin" does not exist

  Rule: Encryption does not keep a caller from deleting or overwriting objects

    @W21
    Example: The intake account deletes an object that it cannot read
      Given the transfer role has uploaded "hello.txt"
      When the transfer role deletes "hello.txt"
      Then access is granted
      And "hello.txt" does not exist

    @W21
    Example: The intake account overwrites an object that it cannot read
      Given the transfer role has uploaded "hello.txt"
      And the transfer role has uploaded "hello.txt"
      When the processing role reads "hello.txt"
      Then "hello.txt" arrives unchanged

    @W21
    Example: The reader cannot delete an object, since the bucket policy does not allow it s3:DeleteObject
      Given the transfer role has uploaded "hello.txt"
      When the processing role deletes "hello.txt"
      Then access is denied: no bucket policy allows s3:DeleteObject
