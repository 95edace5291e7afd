Feature: Who reads the planned reports?
  The policies stay where they are deployed from.

  Background:
    Given the planned-reports scenario
    And the editor user has uploaded "published/q1.csv"
    And the editor user has uploaded "drafts/q2.csv"

  Rule: The analyst reads what is published

    Example: The analyst reads a published report of the plan
      When the analyst role reads "published/q1.csv"
      Then access is granted

    Example: The analyst cannot read a draft of the plan
      When the analyst role reads "drafts/q2.csv"
      Then access is denied: no identity policy allows s3:GetObject
