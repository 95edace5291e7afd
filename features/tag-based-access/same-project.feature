Feature: Can one policy serve the engineers of every project?
  A policy can compare the tag of the caller with the tag of what the caller asks for. New projects then need tags, and no new
  policies. AWS calls this attribute-based access control.
  See "IAM tutorial: Define permissions to access AWS resources based on tags" in the IAM user guide.

  Background:
    Given the tag-based-access scenario

  Rule: A caller reads the secrets that have its own tag

    @T01
    Example: The engineer of orchard reads the secret of orchard
      When the orchard-engineer user reads the orchard secret
      Then the secret arrives unchanged

    @T01
    Example: The engineer of orchard cannot read the secret of harbor
      When the orchard-engineer user reads the harbor secret
      Then access is denied: no identity policy allows secretsmanager:GetSecretValue

    @T01
    Example: An engineer without a tag cannot read the secret of orchard
      When the new-engineer user reads the orchard secret
      Then access is denied: no identity policy allows secretsmanager:GetSecretValue

  Rule: A caller uses the keys that have its own tag, if the key policy leaves that to identity policies

    @T02
    Example: The engineer of orchard encrypts with the key of orchard
      When the orchard-engineer user encrypts a secret with the orchard key
      Then access is granted

    @T02
    Example: The engineer of orchard cannot encrypt with the key of harbor
      When the orchard-engineer user encrypts a secret with the harbor key
      Then access is denied: no identity policy allows kms:Encrypt

  Rule: A caller assumes the roles that have its own tag

    @T03
    Example: The engineer of orchard assumes the job role of orchard
      When the orchard-engineer user assumes the orchard-job role
      Then access is granted

    @T03
    Example: The engineer of orchard cannot assume the job role of harbor
      When the orchard-engineer user assumes the harbor-job role
      Then access is denied: no identity policy allows sts:AssumeRole

  Rule: A session tag takes the place of the role's own tag

    @T04
    Example: A session that is tagged for harbor reads the secret of harbor
      When the lent role reads the harbor secret
      Then the secret arrives unchanged

    @T04
    Example: A session that is tagged for harbor cannot read the secret of its role's project
      When the lent role reads the orchard secret
      Then access is denied: no identity policy allows secretsmanager:GetSecretValue
