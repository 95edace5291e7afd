import type { Permission } from '../authorization/permission.ts';
import { ALL_BUCKETS } from '../authorization/permissions/s3-resources.ts';
import { accountOf, type Principal } from '../aws/principal.ts';
import { WhatIfContext } from './context/what-if-context.ts';
import { keysThroughS3 } from './services/s3/through-s3.ts';
import type { KnownSurroundings } from './surroundings/surroundings.ts';
import type { KnownEndpoint } from './surroundings/vpc-endpoint.ts';

/** A permission that somebody might ask for, and what is said of the request. */
export interface WhatIf {
  readonly principal: Principal;
  readonly action: string;
  /** ARN, or `*` for actions that address none. */
  readonly resource: string;
  readonly resourceAccount: string;
  /** Of the request. */
  readonly region: string;
  /** `s3` where it is S3 that asks KMS, for whoever asked S3. */
  readonly via?: 's3' | undefined;
  /** The id of the VPC endpoint that the request comes through. */
  readonly endpoint?: string | undefined;
  /** The values of condition keys. */
  readonly context: Readonly<Record<string, readonly string[]>>;
  /** Condition keys that the request does not have. */
  readonly absent: readonly string[];
}

/** What stands around the request. */
export interface Around {
  readonly surroundings: KnownSurroundings;
  readonly endpoint: KnownEndpoint | undefined;
}

/**
 * The permission as a request would need it. What a request would say, and nobody did say here, is unknowable rather than
 * absent: a decision that turns on it is none.
 */
export function permissionOf(asked: WhatIf, around: Around): Permission {
  const { action, resourceAccount } = asked;
  const resource = action === 's3:ListAllMyBuckets' ? ALL_BUCKETS : asked.resource;
  const context = new WhatIfContext(factsOf(asked, around), {
    ...asked,
    derived: derivedKeys(asked, around),
  });
  return { action, resource, resourceAccount, context, encryptionContext: encryptionContextOf(asked) };
}

function derivedKeys({ action, principal, resourceAccount, region, via }: WhatIf, { endpoint }: Around) {
  const accounts = { 'aws:ResourceAccount': resourceAccount };
  if (action.startsWith('s3:')) return { ...accounts, 's3:ResourceAccount': resourceAccount };
  if (!action.startsWith('kms:')) return accounts;
  const caller = { 'kms:CallerAccount': accountOf(principal) };
  return { ...accounts, ...caller, ...(via === 's3' && keysThroughS3(region, endpoint)) };
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
