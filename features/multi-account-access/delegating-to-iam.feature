Feature: Who decides about a key, its key policy or IAM?
  Security engineers find kms:* in an identity policy and want to know what it is worth. For most resources of an account an
  identity policy is enough. AWS promises that for a KMS key it counts only where the key policy hands the question over, by
  naming the account. See "Default key policy" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario

  @C08
  Rule: A key policy that names the account leaves the question to identity policies

    Example: A user whose identity policy allows it uses the key
      When the analyst user generates a data key with the data key
      Then access is granted

    Example: A user whose identity policies do not is refused
      Given the analyst user lacks its policy "KMSaccess"
      When the analyst user generates a data key with the data key
      Then access is denied: no identity policy allows kms:GenerateDataKey

  @C09
  Rule: Where it neither names nor delegates, no identity policy helps

    Example: A user with an identity policy for the key is refused
      Given the key policy of the data key is "only the cloudquery role"
      When the analyst user generates a data key with the data key
      Then access is denied: the key policy of the data key does not allow kms:GenerateDataKey

    Example: An administrator who is allowed everything is refused
      Given the key policy of the data key is "only the cloudquery role"
      When the data administrator generates a data key with the data key
      Then access is denied: the key policy of the data key does not allow kms:GenerateDataKey

    Example: The root user of the account that owns the key is refused
      Given the key policy of the data key is "only the cloudquery role"
      When the root user of the data account generates a data key with the data key
      Then access is denied: the key policy of the data key does not allow kms:GenerateDataKey

    Example: What the key policy does delegate remains with the administrator
      Given the key policy of the data key is "only the cloudquery role"
      When the data administrator calls GetKeyPolicy on the data key
      Then access is granted

  @C10
  Rule: A role that a key policy names needs no identity policy within the account

    Example: The cloudquery role has none for the key, and uses it
      Given the key policy of the data key is "only the cloudquery role"
      When the cloudquery role generates a data key with the data key
      Then access is granted

    Example: A role of another account needs an identity policy besides
      Given the key policy of the data key is "shared key policy"
      And the compute role lacks its policy "KMSaccess"
      When the compute role generates a data key with the data key
      Then access is denied: no identity policy allows kms:GenerateDataKey

    Example: A role of another account that has both uses the key
      Given the key policy of the data key is "shared key policy"
      When the compute role generates a data key with the data key
      Then access is granted
