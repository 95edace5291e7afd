import { AwsError } from './aws-error.ts';

/**
 * The exceptions of AWS Organizations that keyhole raises, with AWS's texts; all of them are HTTP 400.
 *
 * Source: AWS Organizations API reference.
 * Undocumented: most of these texts. The reference describes the errors, and Organizations answers similar sentences.
 */
const MESSAGES = {
  AccessDeniedException: "You don't have permissions to access this resource.",
  AccountNotFoundException: "You specified an account that doesn't exist.",
  AlreadyInOrganizationException: 'The provided account is already a member of an organization.',
  AWSOrganizationsNotInUseException: 'Your account is not a member of an organization.',
  ChildNotFoundException: "You specified a child that doesn't exist.",
  ConstraintViolationException: 'You have exceeded a quota of AWS Organizations.',
  CreateAccountStatusNotFoundException: "You specified a create account request that doesn't exist.",
  DestinationParentNotFoundException: "You specified a destination parent that doesn't exist.",
  DuplicateAccountException: 'The account is already present in the specified destination.',
  DuplicateHandshakeException: 'A handshake with the same action and target already exists.',
  DuplicateOrganizationalUnitException: 'An OU with the same name already exists.',
  DuplicatePolicyAttachmentException: 'The selected policy is already attached to the specified target.',
  DuplicatePolicyException: 'A policy with the same name already exists.',
  HandshakeAlreadyInStateException: 'The specified handshake is already in the requested state.',
  HandshakeConstraintViolationException: 'The requested operation would violate a constraint of handshakes.',
  HandshakeNotFoundException: "You specified a handshake that doesn't exist.",
  InvalidHandshakeTransitionException:
    "You can't perform the operation on the handshake in its current state.",
  InvalidInputException: 'You provided invalid values for one or more of the request parameters.',
  MalformedPolicyDocumentException:
    'The provided policy document does not meet the requirements of the specified policy type.',
  MasterCannotLeaveOrganizationException: "You can't remove a management account from an organization.",
  OrganizationNotEmptyException: 'The organization contains member accounts or units. Remove them first.',
  OrganizationalUnitNotEmptyException: 'The specified OU is not empty.',
  OrganizationalUnitNotFoundException: "You specified an organizational unit that doesn't exist.",
  ParentNotFoundException: "You specified parent that doesn't exist.",
  PolicyInUseException: 'The policy is attached to one or more entities. You must detach it first.',
  PolicyNotAttachedException: "The policy isn't attached to the specified target.",
  PolicyNotFoundException: "You specified a policy that doesn't exist.",
  PolicyTypeAlreadyEnabledException: 'The specified policy type is already enabled.',
  PolicyTypeNotEnabledException: 'The specified policy type is not enabled.',
  RootNotFoundException: "You specified a root that doesn't exist.",
  SourceParentNotFoundException: "You specified a source parent that doesn't exist.",
  TargetNotFoundException: "You specified a target that doesn't exist.",
} as const;

/** The code of an exception of AWS Organizations. */
export type OrganizationsErrorCode = keyof typeof MESSAGES;

/** An exception of AWS Organizations; two of them say which constraint is violated. */
export function organizationsError(
  code: OrganizationsErrorCode,
  reason?: string,
  message?: string,
): AwsError {
  const text = message ?? MESSAGES[code];
  const members = { Message: text, ...(reason !== undefined && { Reason: reason }) };
  return new AwsError(code, 400, text, members);
}
