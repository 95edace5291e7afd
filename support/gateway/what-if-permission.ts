import { ALL_BUCKETS } from '../authorization/permissions/s3-resources.ts';
import type { Permission } from '../authorization/terms/permission.ts';
import { isService } from '../aws/services.ts';
import type { RequestFacts } from './context/request-facts.ts';
import { WhatIfContext } from './context/what-if-context.ts';
import type { Around, DerivedKeys, WhatIf } from './desk/what-if.ts';
import { desks } from './desks.ts';
import { accessPointContext } from './surroundings/access-point.ts';

/**
 * The permission as a request would need it. A condition key that depends on the request and is not stated is
 * unknowable, not absent: a decision that depends on it is not made.
 */
export function whatIfPermission(
  asked: WhatIf,
  around: Around,
  facts: Pick<RequestFacts, 'accessPoint'> = {},
): Permission {
  const { action, resourceAccount } = asked;
  const derived = { ...derivedKeys(asked, around), ...accessPointContext(facts.accessPoint) };
  const resource = action === 's3:ListAllMyBuckets' ? ALL_BUCKETS : asked.resource;
  const context = new WhatIfContext(
    { ...factsOf(asked, around), ...facts },
    {
      ...asked,
      absent: [...asked.absent, ...notAsked(asked).filter((key) => !Object.hasOwn(derived, key))],
      derived,
    },
  );
  const encryptionContext = encryptionContextOf(asked);
  const hasOpenContext = asked.open !== undefined;
  return { action, resource, resourceAccount, context, encryptionContext, hasOpenContext };
}

function notAsked({ action }: WhatIf): readonly string[] {
  const service = serviceOf(action);
  return isService(service) ? (desks[service].notAsked ?? []) : [];
}

function serviceOf(action: string): string {
  return action.slice(0, action.indexOf(':'));
}

function derivedKeys(asked: WhatIf, around: Around): DerivedKeys {
  const service = serviceOf(asked.action);
  const ofService = isService(service) ? desks[service].derivedKeys?.(asked, around) : undefined;
  return { 'aws:ResourceAccount': asked.resourceAccount, ...ofService };
}

/** A request signed by Signature Version 4 in its headers, over TLS, as the SDKs and the AWS CLI send it. */
function factsOf({ principal, region }: WhatIf, around: Around) {
  const signed = principal.type !== 'Anonymous';
  return {
    principal,
    authenticated: {
      principal,
      authType: signed ? ('REST-HEADER' as const) : undefined,
      signatureVersion: signed ? ('AWS4-HMAC-SHA256' as const) : undefined,
      contentSha256: undefined,
      payload: { kind: 'unsigned' as const },
    },
    http: { headers: {}, sourceIp: '', secure: true },
    region,
    time: new Date(),
    ...around,
  };
}

const PAIR = /^kms:EncryptionContext:/i;

function encryptionContextOf({ context }: WhatIf): Readonly<Record<string, string>> | undefined {
  const pairs = Object.entries(context).filter(([key]) => PAIR.test(key));
  if (pairs.length === 0) return undefined;
  return Object.fromEntries(pairs.map(([key, values]) => [key.replace(PAIR, ''), values[0] ?? '']));
}
