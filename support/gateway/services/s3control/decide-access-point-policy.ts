import { isPublic } from '../../../authorization/layers/is-public.ts';
import { exceededLimit } from '../../../authorization/policy-size.ts';
import type { Policy } from '../../../authorization/terms/policy.ts';
import { notImplemented } from '../../../aws/not-implemented.ts';
import { accountOf } from '../../../aws/principal.ts';
import type { Awaitable } from '../../../stores/awaitable.ts';
import type { Decided, Deciding } from '../../desk/deciding.ts';
import type { AllowedCall } from '../../desk/service-desk.ts';
import { policyToStore, refusedDocument } from '../../documents/store-policy-document.ts';
import { permissionOfCheck } from '../../plan/permission-of-check.ts';
import { type AccessPoint, accessPointArn } from '../../surroundings/access-point.ts';
import { absentPrincipal } from '../iam/existing-principals.ts';
import { policyTooLarge } from '../s3/bucket-policy-check.ts';
import { accessPointPolicyRules } from '../s3/bucket-policy-rules.ts';
import { publicAccessBlock } from '../s3/public-access-block.ts';
import { s3Surfaces } from '../s3/s3-surfaces.ts';
import { existing } from './answers/access-points.ts';

/**
 * Refuses an access point policy that S3 would not store, and decides whether Block Public Access prevents it. The settings of the
 * access point count, and those of the bucket and its account if both have the same account. Throws MalformedPolicy.
 *
 * Source: Amazon S3 user guide, "Blocking public access to your Amazon S3 storage", section "Access points".
 */
export function decideAccessPointPolicy(
  call: AllowedCall<'s3control'>,
  deciding: Deciding,
): Awaitable<Decided> {
  return call.operation === 'PutAccessPointPolicy' ? decidePolicy(call, deciding) : { decisions: [] };
}

async function decidePolicy(call: AllowedCall<'s3control'>, deciding: Deciding): Promise<Decided> {
  const { store, principal } = deciding;
  const point = existing(call, deciding);
  const permission = permissionOfCheck(call.checks, 's3:PutAccessPointPolicy');
  const text = String(Reflect.get(call.input, 'Policy'));
  const limit = exceededLimit('bucket policy', text);
  if (limit !== undefined) throw policyTooLarge(limit);
  const rules = accessPointPolicyRules(accessPointArn(point));
  const policy = policyToStore(text, 'access point', rules);
  const unknown = await absentPrincipal(store, policy);
  if (unknown !== undefined)
    throw refusedDocument(text, rules, { says: 'Invalid principal in policy', fault: unknown });
  if (point.vpc !== undefined || permission === undefined) return { decisions: [] };
  if (namesSetOfAccessPoints(policy))
    throw notImplemented('an access point policy that names a set of access points by s3:DataAccessPointArn');
  if (!isPublic(policy)) return { decisions: [] };
  const settingOf = await preventing(point, deciding);
  if (settingOf === undefined) return { decisions: [] };
  const denied = {
    ...({ result: 'Denied', layer: 'block public access', setting: 'BlockPublicPolicy' } as const),
    settingOf,
    ...{ principal, permission, explicit: true, considered: [] },
    crossAccount: accountOf(principal) !== permission.resourceAccount,
  };
  return { decisions: [denied], error: s3Surfaces.s3.refuse(denied, deciding) };
}

/**
 * The place of the BlockPublicPolicy that prevents a public access point policy, in words. Throws NotImplemented.
 *
 * Undocumented: whether the account of an access point counts, if the bucket is another account's.
 */
async function preventing(
  point: AccessPoint,
  { store, surroundings }: Pick<Deciding, 'store' | 'surroundings'>,
): Promise<string | undefined> {
  const { account, bucket, bucketAccount, name } = point;
  if (point.publicAccessBlock.BlockPublicPolicy === true) return `the access point ${name}`;
  const isOnForAccount = surroundings.publicAccessBlock(account)?.BlockPublicPolicy === true;
  if (bucketAccount !== undefined) {
    if (!isOnForAccount) return undefined;
    throw notImplemented(
      `a public policy for the access point ${name}, whose account has BlockPublicPolicy and whose bucket is another account's`,
    );
  }
  if (isOnForAccount) return `the account ${account}`;
  const ofBucket = await publicAccessBlock(store, { bucket, owner: account }, surroundings);
  return ofBucket.BlockPublicPolicy === true ? `the bucket ${bucket}` : undefined;
}

/** S3 counts such a policy as public, and a bucket policy with the same condition not. */
function namesSetOfAccessPoints({ statements }: Policy): boolean {
  return statements.some(({ conditions }) =>
    conditions.some(
      ({ key, values }) =>
        key.toLowerCase() === 's3:dataaccesspointarn' && values.some((value) => /[*?]/.test(value)),
    ),
  );
}
