import type { Decision } from '../../../authorization/terms/decision.ts';
import { UNKNOWABLE } from '../../../authorization/terms/permission.ts';
import { UndecidableError } from '../../../authorization/terms/undecidable-error.ts';
import type { Around, DerivedKeys, WhatIf } from '../../desk/what-if.ts';
import {
  ACCESS_POINT_KEYS,
  type AccessPoint,
  accessPointArn,
  accessPointContext,
  accessPointIn,
  bucketAccountOf,
} from '../../surroundings/access-point.ts';
import { isOfCallerAlone } from './behind-access-point.ts';
import { LISTS_UPLOADS } from './s3-check.ts';

/** Decides a question about one permission. */
type DecideOne = (asked: WhatIf, facts: { readonly accessPoint: AccessPoint }) => Promise<Decision>;

/**
 * Decides a question about a request through an access point: it needs the permission on the access point, and then on the
 * bucket. Undefined for a question about anything else, and for one about the access point itself. Throws TypeError for an access
 * point that does not exist, and UndecidableError for a request that its VPC refuses, or if AWS does not say.
 *
 * Source: Amazon S3 user guide, "Configuring IAM policies for using access points".
 */
export function decideThroughAccessPoint(
  asked: WhatIf,
  { surroundings, endpoint }: Around,
  decide: DecideOne,
): Promise<Decision> | undefined {
  const named = accessPointIn(asked.resource);
  if (named === undefined || isOfAccessPoint(asked.action)) return undefined;
  const point = surroundings.accessPoint(accessPointArn(named));
  if (point === undefined) throw new TypeError(`there is no access point ${accessPointArn(named)}`);
  if (point.vpc !== undefined && endpoint?.vpc !== point.vpc)
    throw new UndecidableError(
      'the network of the request',
      `the access point ${point.name}`,
      point.vpc,
      'It takes only requests from this VPC: ask about one through a VPC endpoint there.',
    );
  return decideBoth({ ...asked, resource: arnOf(named) }, { point, key: named.key }, decide);
}

async function decideBoth(
  asked: WhatIf,
  { point, key }: { readonly point: AccessPoint; readonly key: string | undefined },
  decide: DecideOne,
): Promise<Decision> {
  const atPoint = await decide({ ...asked, resourceAccount: point.account }, { accessPoint: point });
  if (atPoint.result === 'Denied' && asked.action !== LISTS_UPLOADS) return atPoint;
  const bucket = `arn:aws:s3:::${point.bucket}`;
  const behind = await decide(
    {
      ...asked,
      resource: key === undefined ? bucket : `${bucket}/${key}`,
      resourceAccount: bucketAccountOf(point),
    },
    { accessPoint: point },
  );
  if (atPoint.result === 'Denied') {
    if (behind.result === 'Denied') return atPoint;
    throw new UndecidableError(`whether an access point has ${LISTS_UPLOADS}`, point.name, 'Statement');
  }
  if (behind.result === 'Granted') {
    if (asked.principal.type !== 'Anonymous') return atPoint;
    const remedy = 'An access point takes only signed requests, whatever policies allow.';
    throw new UndecidableError('the signature of the request', point.name, 'Statement', remedy);
  }
  if (!isOfCallerAlone(behind)) return behind;
  const { action, resource } = behind.permission;
  throw new UndecidableError(
    `whether ${action} on ${resource} must be allowed beside the access point`,
    `the policies of the caller`,
    'Statement',
  );
}

/** The ARN with a slash, as policies name the access point and the objects through it. */
function arnOf(named: NonNullable<ReturnType<typeof accessPointIn>>): string {
  const arn = accessPointArn(named);
  return named.key === undefined ? arn : `${arn}/object/${named.key}`;
}

/** True for an action on the access point itself, such as `s3:PutAccessPointPolicy`. */
function isOfAccessPoint(action: string): boolean {
  return /AccessPoint/i.test(action);
}

/** The condition keys of an access point in a question about managing it, as the request would have them. */
export function keysOfManagedPoint({ action, resource }: WhatIf, { surroundings }: Around): DerivedKeys {
  const named = accessPointIn(resource);
  if (named === undefined || !isOfAccessPoint(action)) return {};
  // The reference lists no key for it.
  if (action === 's3:PutAccessPointPolicy')
    return Object.fromEntries(ACCESS_POINT_KEYS.map((key) => [key, UNKNOWABLE]));
  const point = surroundings.accessPoint(accessPointArn(named));
  return accessPointContext(point ?? { ...named, vpc: undefined }) ?? {};
}
