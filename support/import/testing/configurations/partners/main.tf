# Reports of the data account, under a key of the security account.

terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}

provider "aws" {
  region              = "eu-west-1"
}

provider "aws" {
  alias               = "security"
  region              = "eu-west-1"
}

variable "project" {
  type    = string
  default = "acme"
}

locals {
  public_objects = "${aws_s3_bucket.reports.arn}/public/*"
  partners = {
    audit  = "333333333333"
    broker = "444444444444"
  }
}

/* The key: its administrators, and the readers of the data account. */
resource "aws_kms_key" "reports" {
  provider = aws.security
}

resource "aws_kms_key_policy" "reports" {
  provider = aws.security
  key_id   = aws_kms_key.reports.key_id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Administration"
        Effect    = "Allow"
        Principal = { AWS = "arn:aws:iam::111111111111:root" }
        Action    = "kms:*"
        Resource  = "*"
      },
      {
        Sid       = "Readers"
        Effect    = "Allow"
        Principal = { AWS = [for role in ["analyst", "auditor"] : module.reader[role].arn] }
        Action    = ["kms:Decrypt", "kms:DescribeKey"]
        Resource  = "*"
      },
    ]
  })
}

resource "aws_kms_alias" "reports" {
  provider      = aws.security
  name          = "alias/${var.project}-reports"
  target_key_id = aws_kms_key.reports.key_id
}

resource "aws_s3_bucket" "reports" {
  bucket = "${var.project}-reports"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "reports" {
  bucket = aws_s3_bucket.reports.id
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.reports.arn
    }
  }
}

data "aws_iam_policy_document" "bucket" {
  statement {
    sid       = "TLS"
    effect    = "Deny"
    actions   = ["s3:*"]
    resources = [aws_s3_bucket.reports.arn, "${aws_s3_bucket.reports.arn}/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = [false]
    }
  }
  dynamic "statement" {
    for_each = local.partners
    content {
      sid       = "Partner${statement.key}"
      actions   = ["s3:GetObject"]
      resources = ["${aws_s3_bucket.reports.arn}/${statement.key}/*"]
      principals {
        type        = "AWS"
        identifiers = [statement.value]
      }
    }
  }
}

resource "aws_s3_bucket_policy" "reports" {
  bucket = aws_s3_bucket.reports.id
  policy = data.aws_iam_policy_document.bucket.json
}

module "reader" {
  source   = "./reader"
  for_each = toset(["analyst", "auditor"])
  name     = each.key
  objects  = each.key == "auditor" ? "${aws_s3_bucket.reports.arn}/*" : local.public_objects
  key_arn  = aws_kms_key.reports.arn
}
