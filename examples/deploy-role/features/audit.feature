Feature: What does an audit see?
  The inspector works in the audit account and becomes auditor in the data account. AWS's ReadOnlyAccess is meant for that,
  and it can read more than most people expect.

  Background:
    Given the deploy-role scenario

  Rule: AWS's ReadOnlyAccess reads items of tables, but no secrets

    Example: The auditor is stopped by the key of the table alone
      When the auditor role reads an item of the orders table
      Then access is denied: the key policy of the table key does not allow kms:Decrypt

    Example: The auditor cannot read the payment secret
      When the auditor role reads the payment secret
      Then access is denied: no identity policy allows secretsmanager:GetSecretValue

  Rule: The audit account has no access of its own

    Example: The inspector cannot read an order without becoming auditor
      When the inspector user reads an item of the orders table
      Then access is denied: no resource policy allows dynamodb:GetItem
