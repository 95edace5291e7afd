Feature: What happens to the data when the key is disabled?
  An administrator of the key can make all data under it unreadable at once, without touching a single object. Not even the
  root user of the account can read the data then. Enabling the key again restores access to all of it.
  See "Enabling and disabling keys" in the AWS KMS developer guide.

  Background:
    Given the encryption-migration scenario
    And the administrator has uploaded "test-1.log"
    And the demo bucket encrypts by default with the demo key
    And the administrator has uploaded "test-2.log"

  Rule: A disabled key cannot be used until it is enabled again

    @M13
    Scenario Outline: While the key is disabled, <principal> cannot read an object under it
      Given the demo key is disabled
      When <principal> reads "test-2.log"
      Then the request fails: the demo key is disabled

      Examples: principals with every permission on the bucket and the key
        | principal                         |
        | the administrator                 |
        | the root user of the demo account |

    @M13
    Example: While the key is disabled, an administrator cannot upload under it
      Given the demo key is disabled
      When the administrator uploads "test-3.log"
      Then the request fails: the demo key is disabled
      And "test-3.log" does not exist

    @M13
    Example: While the key is disabled, an object under SSE-S3 stays readable
      Given the demo key is disabled
      When the administrator reads "test-1.log"
      Then "test-1.log" arrives unchanged

    @M13
    Example: While the key is disabled, the metadata of an object under it stays visible
      Given the demo key is disabled
      When the administrator looks at the metadata of "test-2.log"
      Then access is granted

    @M13
    Example: Once the disabled key is enabled again, its objects are readable
      Given the demo key is disabled
      And the demo key is enabled again
      When the administrator reads "test-2.log"
      Then "test-2.log" arrives unchanged

    @M13
    Example: Once the disabled key is enabled again, uploads are accepted
      Given the demo key is disabled
      And the demo key is enabled again
      When the administrator uploads "test-3.log"
      Then access is granted
      And "test-3.log" is encrypted with the demo key
