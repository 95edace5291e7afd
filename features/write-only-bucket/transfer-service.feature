Feature: Which service can assume the transfer role?
  AWS Transfer does not write in its own name. It assumes the role that its server is configured with. The trust policy of
  that role must name the service.
  See "Create an IAM role and policy" in the AWS Transfer Family user guide.

  Background:
    Given the write-only-bucket scenario

  Rule: A service can assume only a role whose trust policy names it

    @W22
    Example: AWS Transfer assumes the transfer role, whose trust policy names it
      When AWS Transfer assumes the transfer role
      Then access is granted

    @W22
    Example: AWS Transfer uploads as the transfer role
      When the transfer role uploads "from-a-partner.txt"
      Then access is granted
      And "from-a-partner.txt" is encrypted with the shared key

    @W22
    Example: AWS Transfer cannot assume the auditor role, whose trust policy does not name it
      When AWS Transfer assumes the auditor role
      Then access is denied: the trust policy does not allow sts:AssumeRole
