import { accountOf } from '../../../aws/principal.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { decide } from '../../decide.ts';
import { parsePolicy } from '../../parse-policy.ts';
import type { AclsInForce } from '../../terms/acl.ts';
import type { Decision, Layer } from '../../terms/decision.ts';
import type { Grant } from '../../terms/grant.ts';
import { type Permission, type RequestContext, UNKNOWABLE } from '../../terms/permission.ts';
import type { NamedPolicy, PoliciesInForce } from '../../terms/policies-in-force.ts';
import { ACTORS, type Actor, KEY, OBJECT, ROLE } from './actors.ts';

/** A statement in short form: effect, actions, resources, principals, conditions. */
export interface Short {
  readonly Effect: 'Allow' | 'Deny';
  readonly [element: string]: unknown;
}

/** An Allow of actions, by default on the resource `*`; `more` adds or replaces elements. */
export function allow(
  Action: string | readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): Short {
  return { Effect: 'Allow', Action, Resource: '*', ...more };
}

/** A Deny, built as {@link allow} builds an Allow. */
export function deny(
  Action: string | readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): Short {
  return { Effect: 'Deny', Action, Resource: '*', ...more };
}

/** A Principal element of ARNs, for the parameter `more` of a statement. */
export function to(...names: readonly string[]): { readonly Principal: unknown } {
  return { Principal: { AWS: names } };
}

/** The policies of one case; a missing list means that the policy does not exist. */
export interface Policies {
  readonly identity?: readonly Short[];
  readonly session?: readonly Short[];
  readonly bucket?: readonly Short[];
  readonly key?: readonly Short[];
  readonly trust?: readonly Short[];
  readonly grants?: readonly Grant[];
  readonly restrictPublicBuckets?: boolean;
  readonly acls?: AclsInForce;
  readonly boundary?: readonly Short[];
  readonly endpoint?: readonly Short[];
  /** Service control policies: one on each level. */
  readonly scp?: readonly (readonly Short[])[];
  /** Resource control policies: one on each level. */
  readonly rcp?: readonly (readonly Short[])[];
}

/** The facts of a permission besides action, resource and condition keys. */
export type Matter = Pick<
  Permission,
  'encryptionContext' | 'newGrant' | 'retiredGrant' | 'ofNewObject' | 'uploadInitiator'
>;

/** Condition keys of a request; `unknowable` for one that keyhole cannot know. */
export type Keys = Readonly<Record<string, string | readonly string[] | 'unknowable'>>;

/** A request context made from a record; keys compare in any letter case. */
export function contextOf(keys: Keys): RequestContext {
  const values = new Map(Object.entries(keys).map(([key, value]) => [key.toLowerCase(), value]));
  return {
    get(key) {
      const value = values.get(key.toLowerCase());
      if (value === 'unknowable') return UNKNOWABLE;
      return typeof value === 'string' ? [value] : value;
    },
  };
}

/** The resource of an action if the case does not name one. */
function resourceOf(action: string): string {
  if (action.startsWith('kms:')) return KEY;
  return action.startsWith('sts:') ? ROLE : OBJECT;
}

/** A permission of a test; its resource belongs to the account OWN. */
export function permissionFor(
  action: string,
  more: Matter & { resource?: string; keys?: Keys } = {},
): Permission {
  const {
    resource = resourceOf(action),
    keys = {},
    encryptionContext,
    newGrant,
    retiredGrant,
    ofNewObject,
    uploadInitiator,
  } = more;
  const matter = { encryptionContext, newGrant, retiredGrant, ofNewObject, uploadInitiator };
  return { action, resource, resourceAccount: account, context: contextOf(keys), ...matter };
}

/** Policies in short form, parsed and named. */
export function inForce(policies: Policies): PoliciesInForce {
  const { identity = [], session, bucket, key, trust, grants, restrictPublicBuckets, acls } = policies;
  const { boundary, endpoint, scp, rcp } = policies;
  const resource =
    named('the bucket policy of reports', 'resource', 'bucket', bucket) ??
    named('the key policy of the key', 'key policy', 'key', key) ??
    named(
      'the trust policy of the role',
      'trust policy',
      'trust',
      trust?.map(({ Resource: _, ...rest }) => rest),
    );
  const ofIdentity = named(
    'the identity policy',
    'identity',
    'identity',
    identity.length > 0 ? identity : undefined,
  );
  const ofSession = named('the session policy', 'session', 'session', session);
  return {
    identity: ofIdentity === undefined ? [] : [ofIdentity],
    session: ofSession === undefined ? undefined : [ofSession],
    resource,
    grants,
    restrictPublicBuckets,
    acls,
    boundary: named('the permissions boundary', 'boundary', 'boundary', boundary),
    endpoint: named('the endpoint policy', 'endpoint policy', 'endpoint', endpoint?.map(forEverybody)),
    serviceControl: scp?.map((level) => levelOf('the service control policy', 'scp', level)),
    resourceControl: rcp?.map((level) =>
      levelOf('the resource control policy', 'rcp', level.map(forEverybody)),
    ),
  };
}

/** A level of an organization with one policy, or with no policy. */
function levelOf(name: string, kind: 'scp' | 'rcp', statements: readonly object[]): readonly NamedPolicy[] {
  const policy = named(name, kind, kind, statements.length > 0 ? statements : undefined);
  return policy === undefined ? [] : [policy];
}

function forEverybody(statement: Short): Short {
  return { Principal: '*', ...statement };
}

function named(
  name: string,
  layer: Layer,
  kind: Parameters<typeof parsePolicy>[1]['kind'],
  statements: readonly object[] | undefined,
): NamedPolicy | undefined {
  if (statements === undefined) return undefined;
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  return { name, layer, policy: parsePolicy(text, { kind }) };
}

/** Decides a case. */
export function decideCase(
  actor: Actor,
  action: string,
  policies: Policies & Matter & { resource?: string; keys?: Keys },
): Decision {
  const permission = permissionFor(action, policies);
  const principal = ACTORS[actor];
  const of = accountOf(principal);
  const canonicalId = of === undefined ? undefined : canonicalIdOf(of);
  return decide({ principal, permission, policies: { ...inForce(policies), canonicalId } });
}

/** The canonical user id of an account in these cases. */
export function canonicalIdOf(accountId: string): string {
  return `canonical-${accountId}`;
}

/** The decision in short: `Granted`, `explicit deny by key policy` or `implicit deny by identity`. */
export function summary(decision: Decision): string {
  if (decision.result === 'Granted') return 'Granted';
  return `${decision.explicit ? 'explicit' : 'implicit'} deny by ${decision.layer}`;
}
