Feature: Who gets what from the sample policy of a customer managed key?
  The article prints the policy that the console writes for a new key: the account for IAM to decide, the use of the key for
  one role, and grants for AWS services that work for that role. Each table below shows what somebody may do with the key
  directly, and else which policy refuses. See "Default key policy" in the AWS KMS developer guide.

  Background:
    Given the multi-account-access scenario

  @C11
  Rule: IAM decides for the account, the key policy for the role that it names, and for nobody else

    Example: The policy as published
      Then access to the data key is:
        | who                               | describe        | encrypt         | decrypt         | grant           | administer        |
        | the root user of the data account | yes             | yes             | yes             | yes             | yes               |
        | the data administrator            | yes             | yes             | yes             | yes             | yes               |
        | the cloudquery role               | yes             | yes             | yes             | identity policy | identity policy   |
        | the analyst user                  | yes             | identity policy | yes             | identity policy | identity policy   |
        | the reporting role                | identity policy | identity policy | identity policy | identity policy | identity policy   |
        | the compute role                  | key policy      | key policy      | key policy      | key policy      | same account only |

  @C11
  Rule: The statement on the use of the key is all that the role has

    Example: Without that statement the role is one like any other of the account
      Given the key policy of the data key lacks "Allow use of the key"
      Then access to the data key is:
        | who                    | describe        | encrypt         | decrypt         | grant           | administer      |
        | the data administrator | yes             | yes             | yes             | yes             | yes             |
        | the cloudquery role    | identity policy | identity policy | identity policy | identity policy | identity policy |

  @C11
  Rule: Without the statement on the account nobody can manage the key any more

    Example: KMS takes such a policy only from somebody who gives up its safety check
      When the data administrator sets the key policy of the data key to "sample without the account"
      Then the request fails: the new key policy locks its author out

    Example: What is left is the use of the key by the role
      Given the key policy of the data key is "sample without the account", set with BypassPolicyLockoutSafetyCheck
      Then access to the data key is:
        | who                               | describe   | encrypt    | decrypt    | grant      | administer |
        | the root user of the data account | key policy | key policy | key policy | key policy | key policy |
        | the data administrator            | key policy | key policy | key policy | key policy | key policy |
        | the cloudquery role               | yes        | yes        | yes        | key policy | key policy |
