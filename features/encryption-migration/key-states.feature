Feature: What happens to the data when the key is switched off?
  Whoever owns the key can make the data unreadable for everybody, without touching one object. Disabling is undone by
  enabling; deletion waits for at least seven days, in which it can be cancelled. Afterwards nothing brings the data back.
  See "Key states of AWS KMS keys" in the AWS KMS developer guide.

  Background:
    Given the encryption-migration scenario
    And the administrator has uploaded "test-1.log"
    And the demo bucket encrypts by default with the demo key
    And the administrator has uploaded "test-2.log"

  Rule: A disabled key serves nobody until it is enabled again

    @M13
    Scenario Outline: While the key is disabled, <whoever> cannot read what is under it
      Given the demo key is disabled
      When <whoever> reads "test-2.log"
      Then the request fails: the demo key is disabled

      Examples: with every right to bucket and key
        | whoever                           |
        | the administrator                 |
        | the root user of the demo account |

    @M13
    Example: Nor can anybody upload under it
      Given the demo key is disabled
      When the administrator uploads "test-3.log"
      Then the request fails: the demo key is disabled
      And "test-3.log" does not exist

    @M13
    Example: What is under SSE-S3 stays readable
      Given the demo key is disabled
      When the administrator reads "test-1.log"
      Then "test-1.log" arrives unchanged

    @M13
    Example: Names, sizes and metadata stay visible
      Given the demo key is disabled
      When the administrator looks at the metadata of "test-2.log"
      Then access is granted

    @M13
    Example: Once the key is enabled again, its objects are readable
      Given the demo key is disabled
      And the demo key is enabled again
      When the administrator reads "test-2.log"
      Then "test-2.log" arrives unchanged

    @M13
    Example: Once the key is enabled again, uploads are accepted
      Given the demo key is disabled
      And the demo key is enabled again
      When the administrator uploads "test-3.log"
      Then access is granted
      And "test-3.log" is encrypted with the demo key

  Rule: A key that waits for its deletion serves nobody either, and is disabled when the deletion is cancelled

    @M14
    Example: While the key waits for its deletion nobody reads
      Given the demo key is pending deletion
      When the administrator reads "test-2.log"
      Then the request fails: the demo key is pending deletion

    @M14
    Example: Its deletion cancelled, it is disabled
      Given the demo key is pending deletion
      And the demo key is no longer pending deletion
      When the administrator reads "test-2.log"
      Then the request fails: the demo key is disabled

    @M14
    Example: Its deletion cancelled and the key enabled, its objects are readable
      Given the demo key is pending deletion
      And the demo key is no longer pending deletion
      And the demo key is enabled again
      When the administrator reads "test-2.log"
      Then "test-2.log" arrives unchanged
