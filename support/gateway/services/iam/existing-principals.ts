import type { Policy, PrincipalElement } from '../../../authorization/terms/policy.ts';
import { parseArn } from '../../../aws/arn.ts';
import type { Store } from '../../../stores/store.ts';
import type { Fault } from '../../documents/document-rule.ts';
import { iamEntity } from './iam-entity.ts';

/**
 * The first AWS principal of a policy that does not exist; undefined if all do. AWS refuses resource policies that name a
 * user or role that does not exist. Accounts, sessions and federated users are taken to exist.
 *
 * Source: IAM user guide, "AWS JSON policy elements: Principal"; S3's `Invalid principal in policy`.
 * Differs: a unique id is refused even if its user or role exists; AWS shows ids of deleted ones only.
 */
export async function absentPrincipal(store: Store, policy: Policy): Promise<Fault | undefined> {
  const asked = new Map<string, string | undefined>();
  for (const { principal, notPrincipal, index } of policy.statements) {
    const element = notPrincipal === undefined ? 'Principal' : 'NotPrincipal';
    for (const name of namesOf(notPrincipal ?? principal)) {
      if (!asked.has(name)) asked.set(name, await whyAbsent(store, name));
      const absent = asked.get(name);
      if (absent !== undefined)
        return { path: `Statement[${index}].${element}.AWS`, reason: `"${name}" ${absent}`, quoted: name };
    }
  }
  return undefined;
}

function namesOf(element: PrincipalElement | undefined): readonly string[] {
  return element === undefined || element === '*' ? [] : (element.AWS ?? []);
}

/**
 * An origin access identity of CloudFront, which reads objects for it. No account shows it, so each is taken to exist.
 * Source: Amazon S3 user guide, "Bucket policy examples", section "Grant permission to an Amazon CloudFront OAI".
 */
const ORIGIN_ACCESS_IDENTITY =
  /^arn:aws[a-z-]*:iam::cloudfront:user\/CloudFront Origin Access Identity E[A-Z0-9]+$/;

/** The error for a principal that does not exist; undefined if it exists. */
async function whyAbsent(store: Store, name: string): Promise<string | undefined> {
  if (name === '*' || /^\d{12}$/.test(name)) return undefined;
  if (ORIGIN_ACCESS_IDENTITY.test(name)) return undefined;
  const arn = parseArn(name);
  if (!arn || !/^\d{12}$/.test(arn.account))
    return /^A(IDA|ROA)/.test(name) ? 'is the id of a user or role that was deleted' : 'does not exist';
  if (arn.service === 'sts') return undefined;
  if (arn.service !== 'iam') return 'is neither a user nor a role';
  if (arn.resource === 'root') return undefined;
  // IAM finds an entity by its name alone; the path must be right as well.
  const found = (await iamEntity(store, arn.account, arn.resource))?.Arn;
  if (found === name) return undefined;
  return found === undefined ? 'does not exist' : `does not exist; its ARN is "${found}"`;
}

/** True if a principal exists. */
export async function principalExists(store: Store, name: string): Promise<boolean> {
  return (await whyAbsent(store, name)) === undefined;
}
