import { decide } from '../../../authorization/decide.ts';
import { explain } from '../../../authorization/explain.ts';
import { exceededLimit } from '../../../authorization/policy-size.ts';
import type { Permission } from '../../../authorization/terms/permission.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { nameOf, type Principal } from '../../../aws/principal.ts';
import type { Store } from '../../../stores/store.ts';
import { withAssumptions } from '../../context/assuming-context.ts';
import type { Deciding } from '../../desk/deciding.ts';
import { policyToStore, refusedDocument } from '../../documents/store-policy-document.ts';
import { absentPrincipal } from '../iam/existing-principals.ts';
import { INVALID_PRINCIPALS, KEY_POLICY_RULES } from './key-policy-rules.ts';

/** A key policy to be set, and the permission that its setter must keep. */
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
  const limit = exceededLimit('key policy', text);
  // Source: AWS KMS API reference, PutKeyPolicy, LimitExceededException.
  // Undocumented: AWS does not state this error's text.
  if (limit !== undefined)
    throw new AwsError('LimitExceededException', 400, `A key policy has at most ${limit} bytes.`);
  const policy = policyToStore(text, 'key', KEY_POLICY_RULES);
  const absent = await absentPrincipal(store, policy);
  if (absent !== undefined)
    throw refusedDocument(text, KEY_POLICY_RULES, { says: INVALID_PRINCIPALS, fault: absent });
  if (request.bypassLockoutCheck) return;
  const { identity, session } = await policies.inForce(principal, { ...permission, resource: '*' });
  const resource = { name: 'the new key policy', layer: 'key policy', policy } as const;
  const replacing = withAssumptions({ ...permission, resource: keyArn(permission) });
  const decision = decide({ principal, permission: replacing, policies: { identity, session, resource } });
  if (decision.result === 'Denied') {
    throw new AwsError(
      'MalformedPolicyDocumentException',
      400,
      'The new key policy will not allow you to update the key policy in the future.',
    ).because({
      why: `${nameOf(principal)} would have to keep kms:PutKeyPolicy, and is ${explain(decision)}`,
      remedy: `allow kms:PutKeyPolicy to this principal, or to the root user of account ${permission.resourceAccount} and in an identity policy; BypassPolicyLockoutSafetyCheck skips the check`,
    });
  }
}

/** The key's ARN. A key that does not exist yet has none: an ARN of its account and Region stands for it. */
function keyArn({ resource, resourceAccount, context }: Permission): string {
  if (resource !== '*') return resource;
  const region = context.get('aws:RequestedRegion');
  return `arn:aws:kms:${typeof region === 'object' ? region[0] : '*'}:${resourceAccount}:key/new`;
}
