Feature: Who reads the reports?
  The data account writes reports into a bucket, encrypted with its own key. The analyst role of the partner account
  reads them. No other principal of the partner account does, although its administrators could allow it there.

  Background:
    Given the shared-reports scenario
    And the writer role has uploaded "report.csv"

  Rule: Another account reads if its own policies, the bucket's and the key's all allow it

    Example: The analyst reads a report
      When the analyst role reads "report.csv"
      Then access is granted

    Example: The intern cannot read a report, because the bucket policy names the analyst alone
      When the intern role reads "report.csv"
      Then access is denied: no bucket policy allows s3:GetObject
