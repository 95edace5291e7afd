Feature: Can everything be removed after the key's deletion is scheduled?
  The published clean-up schedules the key's deletion before it removes the user and empties the bucket. An object under
  such a key can no longer be read, but it can be deleted. The clean-up works, except that it leaves out the user's access
  key.
  See "Deleting a bucket" in the Amazon S3 user guide and "Removing an IAM user" in the IAM user guide.

  Background:
    Given the encryption-migration scenario

  Rule: Deleting requires no key, so objects and then the bucket can go while the key is pending deletion

    @M18
    Example: The administrator schedules the deletion of the key
      When the administrator calls ScheduleKeyDeletion on the demo key
      Then access is granted

    @M18
    Example: An object under a key that is pending deletion can be deleted
      Given the administrator has uploaded "test-2.log" encrypted with the demo key
      And the demo key is pending deletion
      When the administrator deletes "test-2.log"
      Then access is granted
      And "test-2.log" does not exist

    @M18
    Example: A bucket that holds an object cannot be deleted
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
    Example: A user with an access key cannot be deleted, and the published clean-up leaves the access key out
      Given the kms-demo user has uploaded "test-1.log"
      And the kms-demo user lacks its policy "kms-demo"
      When the administrator deletes the kms-demo user
      Then the request fails: the user still has access keys

    @M18
    Example: A user without policies and access keys can be deleted
      Given the kms-demo user lacks its policy "kms-demo"
      And the kms-demo user lacks its access keys
      When the administrator deletes the kms-demo user
      Then access is granted
