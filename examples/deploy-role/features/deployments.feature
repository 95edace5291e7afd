Feature: Which pipelines get the payment secret?
  GitHub Actions runs every branch of the shop. Only the main branch may see and renew what the shop pays with, although
  pull requests have the same policy in IAM.

  Background:
    Given the deploy-role scenario

  Rule: A pipeline of another account needs the secret and the key of the secret

    Example: The main branch reads the payment secret
      When the deploy role reads the payment secret
      Then the secret arrives unchanged

    Example: A pull request gets no further than the key of the secret
      When the preview role reads the payment secret
      Then access is denied: the key policy of the secret key does not allow kms:Decrypt

  Rule: A service control policy binds the data account, and not the pipelines of another account

    Example: The main branch renews the payment secret
      When the deploy role changes the payment secret
      Then access is granted

    Example: The administrator cannot change the payment secret by hand
      When the administrator changes the payment secret
      Then access is denied: a service control policy denies secretsmanager:UpdateSecret
