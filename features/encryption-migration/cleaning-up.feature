Feature: Can everything be removed again although the key goes first?
  The published clean-up has the key's deletion scheduled before it removes the user and empties the bucket. What is under such
  a key can no longer be read, but it can be deleted: the clean-up runs to its end, save for one thing that it leaves out.
  See "Deleting a bucket" in the Amazon S3 user guide and "Removing an IAM user" in the IAM user guide.

  Background:
    Given the encryption-migration scenario

  Rule: Deleting takes no key: objects go while theirs waits for its deletion, and the empty bucket after them

    @M18
    Example: The administrator schedules the key's deletion
      When the administrator calls ScheduleKeyDeletion on the demo key
      Then access is granted

    @M18
    Example: An object under a key that waits for its deletion can be deleted
      Given the administrator has uploaded "test-2.log" encrypted with the demo key
      And the demo key is pending deletion
      When the administrator deletes "test-2.log"
      Then access is granted
      And "test-2.log" does not exist

    @M18
    Example: A bucket with an object in it cannot be deleted
      Given the administrator has uploaded "test-2.log" encrypted with the demo key
      When the administrator deletes the demo bucket
      Then the request fails: the bucket is not empty

    @M18
    Example: An empty bucket can be deleted
      When the administrator deletes the demo bucket
      Then access is granted

  Rule: A user can be deleted once it has no policies and no access keys

    @M18
    Example: A user with a policy cannot be deleted
      When the administrator deletes the kms-demo user
      Then the request fails: the user still has policies

    @M18
    Example: A user with an access key cannot be deleted, which the published clean-up leaves out
      Given the kms-demo user has uploaded "test-1.log"
      And the kms-demo user lacks its policy "kms-demo"
      When the administrator deletes the kms-demo user
      Then the request fails: the user still has access keys

    @M18
    Example: A user with nothing left to it can be deleted
      Given the kms-demo user lacks its policy "kms-demo"
      And the kms-demo user lacks its access keys
      When the administrator deletes the kms-demo user
      Then access is granted
