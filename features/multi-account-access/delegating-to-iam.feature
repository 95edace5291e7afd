Feature: Does a key's policy or IAM decide who may use the key?
  Security engineers find kms:* in an identity policy and want to know what it allows. For most resources of an account an
  identity policy is enough. AWS promises that an identity policy counts for a KMS key only if the key policy delegates to
  IAM, by naming the account.
  See "Default key policy" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario

  @C08
  Rule: A key policy that names the account delegates to identity policies

    Example: The analyst user, with an identity policy for the key, uses the key
      When the analyst user generates a data key with the data key
      Then access is granted

    Example: The analyst user, without an identity policy for the key, cannot use the key
      Given the analyst user lacks its policy "KMSaccess"
      When the analyst user generates a data key with the data key
      Then access is denied: no identity policy allows kms:GenerateDataKey

  @C09
  Rule: If a key policy neither names a principal nor delegates to IAM, no identity policy helps the principal

    Example: A key policy that lets only one role use the key refuses a user with an identity policy for the key
      Given the key policy of the data key is "only the cloudquery role"
      When the analyst user generates a data key with the data key
      Then access is denied: the key policy of the data key does not allow kms:GenerateDataKey

    Example: A key policy that lets only one role use the key refuses an administrator with every permission in IAM
      Given the key policy of the data key is "only the cloudquery role"
      When the data administrator generates a data key with the data key
      Then access is denied: the key policy of the data key does not allow kms:GenerateDataKey

    Example: A key policy that lets only one role use the key refuses the root user of the key's account
      Given the key policy of the data key is "only the cloudquery role"
      When the root user of the data account generates a data key with the data key
      Then access is denied: the key policy of the data key does not allow kms:GenerateDataKey

    Example: An administrator can still call GetKeyPolicy, which the key policy delegates to IAM
      Given the key policy of the data key is "only the cloudquery role"
      When the data administrator calls GetKeyPolicy on the data key
      Then access is granted

  @C10
  Rule: A role that the key policy names needs no identity policy within the key's account

    Example: The cloudquery role uses the key without an identity policy for it
      Given the key policy of the data key is "only the cloudquery role"
      When the cloudquery role generates a data key with the data key
      Then access is granted

    Example: A role of another account that the key policy names cannot use the key without an identity policy
      Given the key policy of the data key is "shared key policy"
      And the compute role lacks its policy "KMSaccess"
      When the compute role generates a data key with the data key
      Then access is denied: no identity policy allows kms:GenerateDataKey

    Example: A role of another account that the key policy names uses the key with an identity policy
      Given the key policy of the data key is "shared key policy"
      When the compute role generates a data key with the data key
      Then access is granted
