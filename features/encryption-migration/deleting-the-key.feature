Feature: Can data be saved whose key is about to be deleted?
  A deleted key takes its data along for good. So KMS deletes no key at once: it waits for seven to thirty days, in which the
  key serves nobody, so that whoever still needs it notices, and in which the deletion can be cancelled.
  See "Deleting AWS KMS keys" in the AWS KMS developer guide.

  Background:
    Given the encryption-migration scenario
    And the demo bucket encrypts by default with the demo key
    And the administrator has uploaded "test-2.log"

  Rule: A key that waits for its deletion serves nobody, and is disabled once the deletion is cancelled

    @M14
    Example: While the key waits for its deletion nobody reads
      Given the demo key is pending deletion
      When the administrator reads "test-2.log"
      Then the request fails: the demo key is pending deletion

    @M14
    Example: While the key waits for its deletion nobody writes under it
      Given the demo key is pending deletion
      When the administrator uploads "test-3.log"
      Then the request fails: the demo key is pending deletion
      And "test-3.log" does not exist

    @M14
    Example: Its deletion cancelled, the key is disabled
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
