import { decide } from '../authorization/decide.ts';
import type { Decision } from '../authorization/decision.ts';
import type { Permission } from '../authorization/permission.ts';
import type { Principal } from '../aws/principal.ts';
import type { Store } from '../stores/store.ts';
import { lookUpMentionedKeys } from './context/lookups.ts';
import { CallContext } from './context/request-context.ts';
import { denialError } from './denial-error.ts';
import type { KmsConversation, ServiceCall } from './kms-use/kms-conversation.ts';
import type { Check, Surface } from './plan/check.ts';
import type { PolicyReader } from './policies/policy-reader.ts';
import { refuseToOverlookAcls } from './services/s3/access-control-lists.ts';
import type { KnownSurroundings } from './surroundings/surroundings.ts';
import type { KnownEndpoint } from './surroundings/vpc-endpoint.ts';

/** What deciding needs to know and where it leaves each decision. */
export interface Deciding {
  readonly store: Store;
  readonly policies: PolicyReader;
  readonly surroundings: KnownSurroundings;
  /** The VPC endpoint that the request came through. */
  readonly endpoint?: KnownEndpoint | undefined;
  readonly principal: Principal;
  readonly decisions: Decision[];
  /** What S3 asks KMS for the principal. */
  readonly kms: KmsConversation;
}

/**
 * Goes through a plan's checks in order and stops at the first that fails. Every decision made is left in
 * `deciding.decisions`. Throws AwsError for a refusal, UndecidableError where keyhole cannot tell.
 */
export async function decidePlan(checks: readonly Check[], deciding: Deciding): Promise<void> {
  for (const check of checks) {
    const { kmsCall } = check;
    const answered = kmsCall && deciding.kms.ask({ ...kmsCall, through: 's3' });
    if (check.kind === 'error') {
      answered?.(check.error);
      throw check.error;
    }
    // What S3 asks KMS for a caller does not come through the caller's endpoint.
    const elsewhere = deciding.endpoint !== undefined && throughS3.has(check.surface);
    const asked = elsewhere ? { ...deciding, endpoint: undefined } : deciding;
    const decision = await decideAny([check.permission, ...(check.otherwise ?? [])], asked);
    deciding.decisions.push(decision);
    const refusal =
      decision.outcome === 'Denied'
        ? denialError(decision, { ...deciding, said: check.said }, check.surface)
        : undefined;
    answered?.(refusal);
    if (check.surface === 'kms through secretsmanager') recordForSecrets(decision, deciding);
    if (refusal) throw refusal;
  }
}

const throughS3: ReadonlySet<Surface> = new Set<Surface>(['kms through s3', 'kms undocumented for s3']);

/** Secrets Manager keeps to itself what KMS says; KMS's own record has it. */
function recordForSecrets(decision: Decision, deciding: Deciding): void {
  const refusal =
    decision.outcome === 'Denied' ? denialError(decision, deciding, 'kms through s3') : undefined;
  deciding.kms.ask(ofSecrets(decision))(refusal);
}

/** The call that Secrets Manager makes to KMS, with whichever key serves. */
function ofSecrets({ permission }: Decision): ServiceCall {
  const { action, resource, encryptionContext = {} } = permission;
  const key = { kind: 'key', arn: resource, alias: undefined } as const;
  return { action, key, encryptionContext, bucketKey: false, through: 'secretsmanager' };
}

/** The first permission that is granted, else the first denial. */
async function decideAny(
  [permission, ...otherwise]: readonly [Permission, ...Permission[]],
  asked: Deciding,
): Promise<Decision> {
  const decision = await decidePermission(permission, asked);
  if (decision.outcome === 'Granted') return decision;
  for (const another of otherwise) {
    const instead = await decidePermission(another, asked);
    if (instead.outcome === 'Granted') return instead;
  }
  return decision;
}

/**
 * Decides one permission by the policies that the store holds now, and by what they ask about besides the request.
 * Throws UndecidableError where keyhole cannot tell.
 */
export async function decidePermission(
  permission: Permission,
  { store, policies, principal, endpoint }: Pick<Deciding, 'store' | 'policies' | 'principal' | 'endpoint'>,
): Promise<Decision> {
  const gathered = await policies.inForce(principal, permission);
  const inForce = endpoint?.policy === undefined ? gathered : { ...gathered, endpoint: endpoint.policy };
  const { context } = permission;
  if (context instanceof CallContext) {
    await lookUpMentionedKeys(store, principal, {
      permission: { ...permission, context },
      policies: inForce,
    });
  }
  const decision = decide({ principal, permission, policies: inForce });
  if (await policies.heedsAcls(permission)) await refuseToOverlookAcls(store, permission, decision);
  return decision;
}
