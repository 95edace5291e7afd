Feature: Where do requests come from?
  A policy can ask for the address of a caller, for its version of TLS and for MFA. Nothing in the accounts says what these are.
  The author of a specification states them, and each outcome names the statements that it rests on.
  See "AWS global condition context keys" in the IAM user guide.

  Background:
    Given the stated-facts scenario
    And the clerk user has uploaded "ledger.csv"

  Rule: A bucket policy can keep requests from other addresses out

    @F01
    Example: The clerk reads the ledger from the office
      Given requests come from 203.0.113.99
      When the clerk user reads "ledger.csv"
      Then "ledger.csv" arrives unchanged

    @F01
    Example: The clerk cannot read the ledger from elsewhere
      Given requests come from 198.51.100.1
      When the clerk user reads "ledger.csv"
      Then access is denied: the bucket policy denies s3:GetObject

  Rule: A bucket policy can refuse old versions of TLS, and requests without TLS

    @F02
    Example: The clerk reads the ledger over TLS 1.2
      Given requests use TLS 1.2
      When the clerk user reads "ledger.csv"
      Then "ledger.csv" arrives unchanged

    @F02
    Example: The clerk cannot read the ledger over TLS 1.1
      Given requests use TLS 1.1
      When the clerk user reads "ledger.csv"
      Then access is denied: the bucket policy denies s3:GetObject

    @F02
    Example: The clerk cannot read the ledger without TLS
      Given requests use no TLS
      When the clerk user reads "ledger.csv"
      Then access is denied: the bucket policy denies s3:GetObject

  Rule: A trust policy can ask for MFA

    @F03
    Example: The clerk assumes the auditor role with MFA
      Given callers signed in with MFA
      When the clerk user assumes the auditor role
      Then access is granted

    @F03
    Example: The clerk cannot assume the auditor role without MFA
      Given callers signed in without MFA
      When the clerk user assumes the auditor role
      Then access is denied: the trust policy does not allow sts:AssumeRole

  Rule: A user that gives the code of its MFA device has MFA, whatever is stated

    @F04 @needs:iam:EnableMFADevice
    Example: The clerk assumes the auditor role with a code of its MFA device
      Given the clerk user has an MFA device
      When the clerk user assumes the auditor role with a code of its MFA device
      Then access is granted

    @F04 @needs:iam:EnableMFADevice
    Example: The clerk has an MFA device, and cannot assume the auditor role without a code
      Given the clerk user has an MFA device
      When the clerk user assumes the auditor role
      Then access is denied: the trust policy does not allow sts:AssumeRole
