Feature: Can data be saved while its key is pending deletion?
  Once a key is deleted, its data is lost for good. KMS therefore waits for seven to thirty days before it deletes a key.
  During that time the key cannot be used, so that its users notice, and the deletion can be canceled.
  See "Deleting AWS KMS keys" in the AWS KMS developer guide.

  Background:
    Given the encryption-migration scenario
    And the demo bucket encrypts by default with the demo key
    And the administrator has uploaded "test-2.log"

  Rule: A key that is pending deletion cannot be used, and is disabled once the deletion is canceled

    @M14
    Example: While the key is pending deletion, an administrator cannot read an object under it
      Given the demo key is pending deletion
      When the administrator reads "test-2.log"
      Then the request fails: the demo key is pending deletion

    @M14
    Example: While the key is pending deletion, an administrator cannot upload under it
      Given the demo key is pending deletion
      When the administrator uploads "test-3.log"
      Then the request fails: the demo key is pending deletion
      And "test-3.log" does not exist

    @M14
    Example: Once the key's deletion is canceled, the key is disabled and its objects are unreadable
      Given the demo key is pending deletion
      And the demo key is no longer pending deletion
      When the administrator reads "test-2.log"
      Then the request fails: the demo key is disabled

    @M14
    Example: Once the key's deletion is canceled and the key is enabled, its objects are readable
      Given the demo key is pending deletion
      And the demo key is no longer pending deletion
      And the demo key is enabled again
      When the administrator reads "test-2.log"
      Then "test-2.log" arrives unchanged
