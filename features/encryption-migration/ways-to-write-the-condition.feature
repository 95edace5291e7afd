Feature: Which uploads does each form of the Deny condition refuse?
  Policies that require encryption differ in one line, and in the uploads that they let through. The condition key for the
  algorithm sees only the upload's header, and is missing without it. The condition key for the KMS key sees the key that
  the object would get.
  See "Bucket policy examples" in the Amazon S3 user guide, section on requiring SSE-KMS.

  Background:
    Given the encryption-migration scenario

  Rule: The condition key for the algorithm sees the header, and the condition key for the KMS key sees the effective key

    @M11
    Scenario Outline: Under <policy>, with <default> as the default, <upload> is <access>
      Given the demo bucket encrypts by default with <default>
      And the bucket policy of the demo bucket is <policy>
      When the administrator uploads <upload>
      Then access is <access>

      Examples: denied unless the object would get the demo key
        | policy              | default      | upload                                       | access                                        |
        | "only the demo key" | the demo key | "app.log"                                    | granted                                       |
        | "only the demo key" | the demo key | "app.log" encrypted with SSE-S3              | denied: the bucket policy denies s3:PutObject |
        | "only the demo key" | the demo key | "app.log" encrypted with the AWS managed key | denied: the bucket policy denies s3:PutObject |
        | "only the demo key" | the demo key | "app.log" encrypted with the demo key        | granted                                       |
        | "only the demo key" | the demo key | "app.log" encrypted with the other key       | denied: the bucket policy denies s3:PutObject |
        | "only the demo key" | SSE-S3       | "app.log"                                    | denied: the bucket policy denies s3:PutObject |

      Examples: denied unless the object would get some KMS key
        | policy          | default      | upload                                       | access                                        |
        | "only KMS keys" | the demo key | "app.log"                                    | granted                                       |
        | "only KMS keys" | the demo key | "app.log" encrypted with SSE-S3              | denied: the bucket policy denies s3:PutObject |
        | "only KMS keys" | the demo key | "app.log" encrypted with the AWS managed key | granted                                       |
        | "only KMS keys" | the demo key | "app.log" encrypted with the demo key        | granted                                       |
        | "only KMS keys" | the demo key | "app.log" encrypted with the other key       | granted                                       |
        | "only KMS keys" | SSE-S3       | "app.log"                                    | denied: the bucket policy denies s3:PutObject |

      Examples: denied unless the header asks for aws:kms
        | policy        | default      | upload                                       | access                                        |
        | "ask for KMS" | the demo key | "app.log"                                    | denied: the bucket policy denies s3:PutObject |
        | "ask for KMS" | the demo key | "app.log" encrypted with SSE-S3              | denied: the bucket policy denies s3:PutObject |
        | "ask for KMS" | the demo key | "app.log" encrypted with the AWS managed key | granted                                       |
        | "ask for KMS" | the demo key | "app.log" encrypted with the demo key        | granted                                       |
        | "ask for KMS" | the demo key | "app.log" encrypted with the other key       | granted                                       |
        | "ask for KMS" | SSE-S3       | "app.log"                                    | denied: the bucket policy denies s3:PutObject |

      Examples: denied if there is no header
        | policy                    | default      | upload                                       | access                                        |
        | "ask for some encryption" | the demo key | "app.log"                                    | denied: the bucket policy denies s3:PutObject |
        | "ask for some encryption" | the demo key | "app.log" encrypted with SSE-S3              | granted                                       |
        | "ask for some encryption" | the demo key | "app.log" encrypted with the AWS managed key | granted                                       |
        | "ask for some encryption" | the demo key | "app.log" encrypted with the demo key        | granted                                       |
        | "ask for some encryption" | the demo key | "app.log" encrypted with the other key       | granted                                       |
        | "ask for some encryption" | SSE-S3       | "app.log"                                    | denied: the bucket policy denies s3:PutObject |

      Examples: denied if there is a header that does not ask for aws:kms
        | policy                   | default      | upload                                       | access                                        |
        | "ask for KMS or nothing" | the demo key | "app.log"                                    | granted                                       |
        | "ask for KMS or nothing" | the demo key | "app.log" encrypted with SSE-S3              | denied: the bucket policy denies s3:PutObject |
        | "ask for KMS or nothing" | the demo key | "app.log" encrypted with the AWS managed key | granted                                       |
        | "ask for KMS or nothing" | the demo key | "app.log" encrypted with the demo key        | granted                                       |
        | "ask for KMS or nothing" | the demo key | "app.log" encrypted with the other key       | granted                                       |
        | "ask for KMS or nothing" | SSE-S3       | "app.log"                                    | granted                                       |
