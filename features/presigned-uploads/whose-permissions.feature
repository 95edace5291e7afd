Feature: Whose permissions does a presigned upload have?
  With a presigned URL, people upload who have no account. AWS takes the upload for a request of the one who signed the URL, and
  decides it when the URL is used.
  See "Download and upload objects with presigned URLs" in the Amazon S3 user guide.

  Background:
    Given the presigned-uploads scenario
    And the clerk user has presigned an upload of "claim.pdf"

  Rule: The upload is a request of the signer

    @P01
    Example: An upload with the URL has the permissions of the clerk
      When that URL is used to upload "claim.pdf"
      Then access is granted

    @P01
    Example: Without the URL the upload is refused
      When an anonymous reader uploads "claim.pdf"
      Then access is denied: no bucket policy allows s3:PutObject

    @P01
    Example: The URL is for one object and for no other
      When that URL is used to upload "other.pdf"
      Then the request fails: the signature is for another request

  Rule: Policies are read when the URL is used, and not when it is signed

    @P02
    Example: A URL is worth nothing once its signer lost the permission
      Given the clerk user lacks its policy "Uploads"
      When that URL is used to upload "claim.pdf"
      Then access is denied: no identity policy allows s3:PutObject

    @P03
    Example: A signer without permission on the key cannot lend it
      Given the clerk user lacks its policy "Encrypts"
      When that URL is used to upload "claim.pdf"
      Then access is denied: no identity policy allows kms:GenerateDataKey

    @P03
    Example: The upload is encrypted with the key of the bucket
      When that URL is used to upload "claim.pdf"
      Then access is granted
      And "claim.pdf" is encrypted with the inbox key

  Rule: A bucket policy can refuse presigned requests alone

    @P04
    Example: A Deny on presigned requests refuses the URL
      Given the bucket policy of the inbox bucket is "no presigned requests"
      When that URL is used to upload "claim.pdf"
      Then access is denied: the bucket policy denies s3:PutObject

    @P04
    Example: The clerk uploads with its own access key under that Deny
      Given the bucket policy of the inbox bucket is "no presigned requests"
      When the clerk user uploads "claim.pdf"
      Then access is granted
