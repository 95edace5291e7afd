import { decide } from '../../../authorization/decide.ts';
import { parsePolicy } from '../../../authorization/parse-policy.ts';
import { exceededLimit } from '../../../authorization/policy-size.ts';
import { principalsNamed } from '../../../authorization/principals-named.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import type { Policy } from '../../../authorization/terms/policy.ts';
import { PolicyError } from '../../../authorization/terms/policy-error.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Principal } from '../../../aws/principal.ts';
import type { Store } from '../../../stores/store.ts';
import type { Deciding } from '../../desk/deciding.ts';
import { principalsExist } from '../iam/existing-principals.ts';

/** A key policy that is to be set, and the permission its setter must keep. */
export interface NewKeyPolicy {
  readonly text: string;
  readonly principal: Principal;
  /** kms:PutKeyPolicy on the key, with the request's context. */
  readonly permission: Permission;
  readonly bypassLockoutCheck: boolean;
}

/**
 * Checks a key policy as KMS does at CreateKey and PutKeyPolicy: the document, that its principals exist, and that
 * the caller could replace it again. Throws MalformedPolicyDocumentException.
 *
 * Source: AWS KMS API reference, PutKeyPolicy, Policy and BypassPolicyLockoutSafetyCheck.
 */
export async function checkKeyPolicy(
  store: Store,
  policies: Deciding['policies'],
  request: NewKeyPolicy,
): Promise<void> {
  const { text, principal, permission } = request;
  const policy = parse(text);
  const limit = exceededLimit('key policy', text);
  // Source: AWS KMS API reference, PutKeyPolicy, LimitExceededException; the text is not documented.
  if (limit !== undefined)
    throw new AwsError('LimitExceededException', 400, `A key policy has at most ${limit} bytes.`);
  if (!(await principalsExist(store, principalsNamed(policy)))) {
    throw malformed(invalidPrincipals);
  }
  if (request.bypassLockoutCheck) return;
  const { identity, session } = await policies.inForce(principal, { ...permission, resource: '*' });
  const resource = { name: 'the new key policy', layer: 'key policy', policy } as const;
  const replacing = { ...permission, resource: keyArn(permission) };
  const decision = decide({ principal, permission: replacing, policies: { identity, session, resource } });
  if (decision.outcome === 'Denied') {
    throw malformed('The new key policy will not allow you to update the key policy in the future.');
  }
}

/** The key's ARN; a key that is yet to be created has one too, though nobody knows it: it is judged as any key is. */
function keyArn({ resource, resourceAccount, context }: Permission): string {
  if (resource !== '*') return resource;
  const region = context.get('aws:RequestedRegion');
  return `arn:aws:kms:${typeof region === 'object' ? region[0] : '*'}:${resourceAccount}:key/new`;
}

function parse(text: string): Policy {
  try {
    return parsePolicy(text, { kind: 'key' });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw malformed(/\.(Not)?Principal\b/.test(error.path) ? invalidPrincipals : error.message);
  }
}

const invalidPrincipals = 'Policy contains a statement with one or more invalid principals.';

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocumentException', 400, message);
}
