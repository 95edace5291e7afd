Feature: Who can act as the transfer role?
  AWS Transfer does not write as itself. It assumes the role that a server is configured with, and that role's trust
  policy must name the service. See "Create an IAM role and policy" in the AWS Transfer Family user guide.

  Background:
    Given the write-only-bucket scenario

  Rule: A service assumes the roles whose trust policy names it

    @W22
    Example: AWS Transfer assumes the role that trusts it
      When AWS Transfer assumes the transfer role
      Then access is granted

    @W22
    Example: In that role it uploads
      When the transfer role uploads "from-a-partner.txt"
      Then access is granted
      And "from-a-partner.txt" is encrypted with the shared key

    @W22
    Example: AWS Transfer cannot assume a role that does not trust it
      When AWS Transfer assumes the auditor role
      Then access is denied: the trust policy does not allow sts:AssumeRole
