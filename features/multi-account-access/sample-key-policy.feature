Feature: What does the sample policy of a customer managed key allow?
  The article prints the policy that the console writes for a new key. It lets IAM decide for the account and lets one role
  use the key. It also allows grants for AWS services that work for that role. Each table below shows what a principal may
  do with the key directly, or which policy refuses.
  See "Default key policy" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario

  @C11
  Rule: The sample policy lets IAM decide for the account, lets one role use the key, and gives other accounts nothing

    Example: Access to the data key under the sample policy as published
      Then access to the data key is:
        | who                               | describe        | encrypt         | decrypt         | grant           | administer        |
        | the root user of the data account | yes             | yes             | yes             | yes             | yes               |
        | the data administrator            | yes             | yes             | yes             | yes             | yes               |
        | the cloudquery role               | yes             | yes             | yes             | identity policy | identity policy   |
        | the analyst user                  | yes             | identity policy | yes             | identity policy | identity policy   |
        | the reporting role                | identity policy | identity policy | identity policy | identity policy | identity policy   |
        | the compute role                  | key policy      | key policy      | key policy      | key policy      | same account only |

  @C11
  Rule: The cloudquery role has access only by the statement on the use of the key

    Example: Without the statement on the use of the key, the cloudquery role has no more access than other roles
      Given the key policy of the data key lacks "Allow use of the key"
      Then access to the data key is:
        | who                    | describe        | encrypt         | decrypt         | grant           | administer      |
        | the data administrator | yes             | yes             | yes             | yes             | yes             |
        | the cloudquery role    | identity policy | identity policy | identity policy | identity policy | identity policy |

  @C11
  Rule: Without the statement on the account, no principal can manage the key

    Example: KMS refuses a key policy without the statement on the account, unless the caller bypasses the lockout check
      When the data administrator sets the key policy of the data key to "sample without the account"
      Then the request fails: the new key policy locks its author out

    Example: Without the statement on the account, only the cloudquery role can still use the key
      Given the key policy of the data key is "sample without the account", set with BypassPolicyLockoutSafetyCheck
      Then access to the data key is:
        | who                               | describe   | encrypt    | decrypt    | grant      | administer |
        | the root user of the data account | key policy | key policy | key policy | key policy | key policy |
        | the data administrator            | key policy | key policy | key policy | key policy | key policy |
        | the cloudquery role               | yes        | yes        | yes        | key policy | key policy |
