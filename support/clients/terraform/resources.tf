# Two accounts: the security account keeps the key, the intake account keeps the data under it.

data "aws_caller_identity" "intake" {
  provider = aws.intake
}

data "aws_caller_identity" "security" {
  provider = aws.security
}

# The security account: a key that the intake account uses, and the GitHub Actions that deploy it.

data "aws_iam_policy_document" "key" {
  provider = aws.security
  statement {
    sid       = "Administration"
    actions   = ["kms:*"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.security.account_id}:root"]
    }
  }
  statement {
    sid       = "Use"
    actions   = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:DescribeKey", "kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"]
    resources = ["*"]
    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::${data.aws_caller_identity.intake.account_id}:root"]
    }
  }
}

resource "aws_kms_key" "shared" {
  provider                = aws.security
  description             = "Records of the intake account"
  deletion_window_in_days = 7
  policy                  = data.aws_iam_policy_document.key.json
}

resource "aws_kms_alias" "shared" {
  provider      = aws.security
  name          = "alias/terraform-records"
  target_key_id = aws_kms_key.shared.key_id
}

resource "aws_iam_openid_connect_provider" "github" {
  provider        = aws.security
  url             = "https://token.actions.githubusercontent.com"
  client_id_list  = ["sts.amazonaws.com"]
  thumbprint_list = ["6938fd4d98bab03faadb97b34396831e3780aea1"]
}

data "aws_iam_policy_document" "deployer" {
  provider = aws.security
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }
    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = ["sts.amazonaws.com"]
    }
    condition {
      test     = "StringLike"
      variable = "token.actions.githubusercontent.com:sub"
      values   = ["repo:example/records:*"]
    }
  }
}

resource "aws_iam_role" "deployer" {
  provider             = aws.security
  name                 = "terraform-deployer"
  assume_role_policy   = data.aws_iam_policy_document.deployer.json
  max_session_duration = 7200
}

# The intake account: a bucket, a table and a secret under that key, and those who use them.

resource "aws_s3_bucket" "records" {
  provider      = aws.intake
  bucket        = "terraform-records"
  force_destroy = true
  tags          = { purpose = "records" }
}

resource "aws_s3_bucket_versioning" "records" {
  provider = aws.intake
  bucket   = aws_s3_bucket.records.id
  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "records" {
  provider = aws.intake
  bucket   = aws_s3_bucket.records.id
  rule {
    bucket_key_enabled = true
    apply_server_side_encryption_by_default {
      sse_algorithm     = "aws:kms"
      kms_master_key_id = aws_kms_key.shared.arn
    }
  }
}

resource "aws_s3_bucket_public_access_block" "records" {
  provider                = aws.intake
  bucket                  = aws_s3_bucket.records.id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "records" {
  provider = aws.intake
  bucket   = aws_s3_bucket.records.id
  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_policy" "records" {
  provider = aws.intake
  bucket   = aws_s3_bucket.records.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid       = "Read"
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.reader.arn }
      Action    = ["s3:GetObject", "s3:ListBucket"]
      Resource  = [aws_s3_bucket.records.arn, "${aws_s3_bucket.records.arn}/*"]
    }]
  })
  depends_on = [aws_s3_bucket_public_access_block.records]
}

resource "aws_s3_bucket_cors_configuration" "records" {
  provider = aws.intake
  bucket   = aws_s3_bucket.records.id
  cors_rule {
    allowed_methods = ["GET"]
    allowed_origins = ["https://records.example"]
  }
}

resource "aws_s3_object" "first" {
  provider   = aws.intake
  bucket     = aws_s3_bucket.records.id
  key        = "a folder/first + ümlaut.txt"
  content    = "first"
  depends_on = [aws_s3_bucket_server_side_encryption_configuration.records, aws_s3_bucket_versioning.records]
}

resource "aws_iam_user" "clerk" {
  provider = aws.intake
  name     = "terraform-clerk"
  path     = "/people/"
  tags     = { team = "intake" }
}

resource "aws_iam_access_key" "clerk" {
  provider = aws.intake
  user     = aws_iam_user.clerk.name
}

resource "aws_iam_group" "clerks" {
  provider = aws.intake
  name     = "terraform-clerks"
}

resource "aws_iam_group_policy_attachment" "clerks" {
  provider   = aws.intake
  group      = aws_iam_group.clerks.name
  policy_arn = aws_iam_policy.reading.arn
}

resource "aws_iam_user_group_membership" "clerk" {
  provider = aws.intake
  user     = aws_iam_user.clerk.name
  groups   = [aws_iam_group.clerks.name]
}

resource "aws_iam_user_policy" "clerk" {
  provider = aws.intake
  name     = "list"
  user     = aws_iam_user.clerk.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "s3:ListAllMyBuckets", Resource = "*" }]
  })
}

resource "aws_iam_policy" "reading" {
  provider = aws.intake
  name     = "terraform-reading"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["s3:GetObject"], Resource = "${aws_s3_bucket.records.arn}/*" },
      { Effect = "Allow", Action = ["kms:Decrypt"], Resource = aws_kms_key.shared.arn },
    ]
  })
}

resource "aws_iam_role" "reader" {
  provider = aws.intake
  name     = "terraform-reader"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { AWS = aws_iam_user.clerk.arn } },
      { Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } },
    ]
  })
  tags = { team = "intake" }
}

resource "aws_iam_role_policy" "reader" {
  provider = aws.intake
  name     = "secrets"
  role     = aws_iam_role.reader.name
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "secretsmanager:GetSecretValue", Resource = aws_secretsmanager_secret.token.arn }]
  })
}

resource "aws_iam_role_policy_attachment" "reader" {
  provider   = aws.intake
  role       = aws_iam_role.reader.name
  policy_arn = aws_iam_policy.reading.arn
}

resource "aws_iam_instance_profile" "reader" {
  provider = aws.intake
  name     = "terraform-reader"
  role     = aws_iam_role.reader.name
  tags     = { team = "intake" }
}

resource "aws_secretsmanager_secret" "token" {
  provider                = aws.intake
  name                    = "terraform/token"
  kms_key_id              = aws_kms_key.shared.arn
  recovery_window_in_days = 0
}

resource "aws_secretsmanager_secret_version" "token" {
  provider      = aws.intake
  secret_id     = aws_secretsmanager_secret.token.id
  secret_string = jsonencode({ token = "hello" })
}

resource "aws_secretsmanager_secret_policy" "token" {
  provider   = aws.intake
  secret_arn = aws_secretsmanager_secret.token.arn
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = aws_iam_role.reader.arn }
      Action    = "secretsmanager:GetSecretValue"
      Resource  = "*"
    }]
  })
}

resource "aws_dynamodb_table" "records" {
  provider     = aws.intake
  name         = "terraform-records"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  server_side_encryption {
    enabled = true
  }
  tags = { purpose = "records" }
}

resource "aws_kms_grant" "reader" {
  provider          = aws.intake
  name              = "reader"
  key_id            = aws_kms_key.shared.arn
  grantee_principal = aws_iam_role.reader.arn
  operations        = ["Decrypt", "DescribeKey"]
}

resource "aws_organizations_organization" "whole" {
  provider             = aws.security
  feature_set          = "ALL"
  enabled_policy_types = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY"]
}

resource "aws_organizations_organizational_unit" "workloads" {
  provider  = aws.security
  name      = "workloads"
  parent_id = aws_organizations_organization.whole.roots[0].id
  tags      = { purpose = "records" }
}

resource "aws_organizations_account" "archive" {
  provider  = aws.security
  name      = "archive"
  email     = "archive@example.com"
  parent_id = aws_organizations_organizational_unit.workloads.id
}

resource "aws_organizations_policy" "guard" {
  provider = aws.security
  name     = "guard"
  type     = "SERVICE_CONTROL_POLICY"
  content = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Deny", Action = "s3:ListAllMyBuckets", Resource = "*" }]
  })
  depends_on = [aws_organizations_organization.whole]
}

resource "aws_organizations_policy_attachment" "guard" {
  provider  = aws.security
  policy_id = aws_organizations_policy.guard.id
  target_id = aws_organizations_organizational_unit.workloads.id
}
