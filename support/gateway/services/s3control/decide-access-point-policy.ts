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
import { accessPointArn } from '../../surroundings/access-point.ts';
import { absentPrincipal } from '../iam/existing-principals.ts';
import { policyTooLarge } from '../s3/bucket-policy-check.ts';
import { accessPointPolicyRules } from '../s3/bucket-policy-rules.ts';
import { publicAccessBlockThrough } from '../s3/public-access-block.ts';
import { s3Surfaces } from '../s3/s3-surfaces.ts';
import { existing } from './answers/access-points.ts';

/**
 * Refuses an access point policy that S3 would not store, and decides whether Block Public Access prevents it. The settings of the
 * access point, its bucket and their accounts hold together. Throws MalformedPolicy.
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
  const { store, principal, surroundings } = deciding;
  const point = existing(call, deciding);
  const permission = permissionOfCheck(call.checks, 's3:PutAccessPointPolicy');
  const text = String(Reflect.get(call.input, 'Policy'));
  const limit = exceededLimit('bucket policy', text);
  if (limit !== undefined) throw policyTooLarge(limit);
  const rules = accessPointPolicyRules(accessPointArn(point));
  const policy = policyToStore(text, 'bucket', rules);
  const unknown = await absentPrincipal(store, policy);
  if (unknown !== undefined)
    throw refusedDocument(text, rules, { says: 'Invalid principal in policy', fault: unknown });
  if (point.vpc !== undefined || permission === undefined) return { decisions: [] };
  if (namesSetOfAccessPoints(policy))
    throw notImplemented('an access point policy that names a set of access points by s3:DataAccessPointArn');
  const { BlockPublicPolicy } = await publicAccessBlockThrough(store, point, surroundings);
  if (BlockPublicPolicy !== true || !isPublic(policy)) return { decisions: [] };
  const denied = {
    ...({ result: 'Denied', layer: 'block public access', setting: 'BlockPublicPolicy' } as const),
    ...{ principal, permission, explicit: true, considered: [] },
    crossAccount: accountOf(principal) !== permission.resourceAccount,
  };
  return { decisions: [denied], error: s3Surfaces.s3.refuse(denied, deciding) };
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
