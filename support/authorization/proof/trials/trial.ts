import type { Principal } from '../../../aws/principal.ts';
import { decide } from '../../decide.ts';
import type { PolicyKind } from '../../grammar/policy-kind.ts';
import { parsePolicy } from '../../parse-policy.ts';
import type { Decision, Layer } from '../../terms/decision.ts';
import type { RequestContext } from '../../terms/permission.ts';
import type { NamedPolicy, PoliciesInForce } from '../../terms/policies-in-force.ts';
import { UndecidableError } from '../../terms/undecidable-error.ts';

/** A statement or a policy as parsed JSON. */
export type Json = Readonly<Record<string, unknown>>;

/** One question for both engines: a request and the documents of every policy that applies to it. */
export interface Trial {
  readonly principal: Principal;
  readonly action: string;
  readonly resource: string;
  readonly resourceAccount: string;
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
  readonly documents: Documents;
}

/** The policy documents by their kind; control policies level by level. */
export interface Documents {
  readonly identity: readonly Json[];
  readonly boundary?: Json | undefined;
  readonly session?: Json | undefined;
  readonly resource?: Json | undefined;
  readonly endpoint?: Json | undefined;
  readonly scp: readonly (readonly Json[])[];
  readonly rcp: readonly (readonly Json[])[];
  readonly restrictPublicBuckets: boolean;
}

/** Decides a trial with the engine; `undecidable` if the engine refuses to decide. */
export function decideTrial(trial: Trial): Decision | 'undecidable' {
  const { principal, action, resource, resourceAccount, keys, documents } = trial;
  try {
    return decide({
      principal,
      permission: { action, resource, resourceAccount, context: contextOf(keys) },
      policies: policiesOf(action, documents),
    });
  } catch (error) {
    if (error instanceof UndecidableError) return 'undecidable';
    throw error;
  }
}

/** A request context with these keys. */
export function contextOf(keys: Trial['keys']): RequestContext {
  const values = new Map(
    Object.entries(keys).map(([key, value]) => [
      key.toLowerCase(),
      typeof value === 'string' ? [value] : value,
    ]),
  );
  return { get: (key) => values.get(key.toLowerCase()) };
}

/** The kind of policy that the resource of an action has. */
export function resourceKind(action: string): 'bucket' | 'key' | 'trust' {
  if (action.startsWith('kms:')) return 'key';
  return action.startsWith('sts:') ? 'trust' : 'bucket';
}

const RESOURCE_LAYERS = { bucket: 'resource', key: 'key policy', trust: 'trust policy' } as const;

/** The parsed documents, by which the engine decides. */
export function policiesOf(action: string, documents: Documents): PoliciesInForce {
  const { identity, boundary, session, resource, endpoint, scp, rcp } = documents;
  const kind = resourceKind(action);
  return {
    identity: identity.map((document) => named('identity', 'identity', document)),
    boundary: boundary && named('boundary', 'boundary', boundary),
    session: session && [named('session', 'session', session)],
    resource: resource && named(kind, RESOURCE_LAYERS[kind], resource),
    endpoint: endpoint && named('endpoint', 'endpoint policy', endpoint),
    serviceControl: scp.map((level) => level.map((document) => named('scp', 'scp', document))),
    resourceControl: rcp.map((level) => level.map((document) => named('rcp', 'rcp', document))),
    restrictPublicBuckets: documents.restrictPublicBuckets,
  };
}

function named(kind: PolicyKind, layer: Layer, document: Json): NamedPolicy {
  return { name: `the ${layer}`, layer, policy: parsePolicy(JSON.stringify(document), { kind }) };
}
