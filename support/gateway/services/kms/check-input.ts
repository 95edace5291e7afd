import { kmsError } from '../../../aws/kms-error.ts';
import { violationsMessage, violationsOf } from '../../../aws/model/violations.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { aliasChecks } from './input-checks/alias-names.ts';
import { keyCreationChecks } from './input-checks/created-key.ts';
import { cryptographicChecks } from './input-checks/cryptographic-requests.ts';
import { grantChecks } from './input-checks/grant-requests.ts';
import type { InputChecks } from './input-checks/input-check.ts';
import { importChecks } from './input-checks/key-material.ts';

/** One file a topic. */
const inputChecks: InputChecks = {
  ...keyCreationChecks,
  ...aliasChecks,
  ...cryptographicChecks,
  ...grantChecks,
  ...importChecks,
};

/**
 * Refuses a KMS request for its own form: the constraints of KMS's API model, then what the model does not
 * say. Throws ValidationException and the errors of each check. Throws NotImplemented for features that
 * keyhole does not have.
 */
export function checkKmsInput(call: CallFacts<'kms'>): void {
  const { operation, input, facts } = call;
  const violations = violationsOf('kms', operation, input);
  if (violations.length > 0) throw kmsError('ValidationException', violationsMessage(violations));
  const check = inputChecks[operation];
  // The table keys checks by operation: the input handed to this one is its own operation's.
  (check as ((input: object, at: Date) => void) | undefined)?.(input, facts.time);
}
