variable "name" {
  type = string
}

variable "objects" {
  type = string
}

variable "key_arn" {
  type = string
}

resource "aws_iam_role" "this" {
  name               = var.name
  assume_role_policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": {
        "Effect": "Allow",
        "Principal": { "Service": "ec2.amazonaws.com" },
        "Action": "sts:AssumeRole"
      }
    }
  EOF
}

resource "aws_iam_role_policy" "this" {
  name   = "reads"
  role   = aws_iam_role.this.id
  policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "${var.objects}" },
        { "Effect": "Allow", "Action": "kms:Decrypt", "Resource": "${var.key_arn}" }
      ]
    }
  EOF
}

output "arn" {
  value = aws_iam_role.this.arn
}
