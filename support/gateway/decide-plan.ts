import { decide } from '../authorization/decide.ts';
import type { DecisionRequest } from '../authorization/terms/case.ts';
import type { Decision, Denied } from '../authorization/terms/decision.ts';
import type { Permission } from '../authorization/terms/permission.ts';
import { UndecidableError } from '../authorization/terms/undecidable-error.ts';
import { CallContext } from './context/request-context.ts';
import { decideAssuming } from './decide-assuming.ts';
import type { Asking, Decided, Deciding } from './desk/deciding.ts';
import type { KmsCall } from './kms-use/kms-call.ts';
import { lookUpMentionedKeys } from './look-up-mentioned-keys.ts';
import type { Check } from './plan/check.ts';
import type { Refusal } from './refusal/surface.ts';

type PermissionCheck = Extract<Check, { readonly kind: 'permission' }>;

/** Goes through a plan's checks in order and stops at the first that fails. It does not reject: see {@link Decided}. */
export async function decidePlan(
  checks: readonly Check[],
  deciding: Omit<Deciding, 'decide'>,
): Promise<Decided> {
  const decisions: Decision[] = [];
  try {
    for (const check of checks) {
      const { decision, error } = await decideCheck(check, deciding);
      if (decision) decisions.push(decision);
      if (error) return { decisions, error };
    }
    return { decisions };
  } catch (error) {
    return { decisions, error };
  }
}

async function decideCheck(check: Check, deciding: Omit<Deciding, 'decide'>) {
  const { kmsCall } = check;
  const answered = kmsCall && deciding.kms.ask(kmsCall);
  if (check.kind === 'error') {
    answered?.(check.error);
    return { error: check.error };
  }
  const decided = await decideAny(check, deciding);
  const isOpen = decided.result === 'Denied' && check.surface.isUndocumented?.(decided) === true;
  const decision: Decision = isOpen ? { ...decided, beyondPolicies: true } : decided;
  if (deciding.isSoft === true && isSoftened(decision)) {
    answered?.(undefined);
    return { decision };
  }
  const error = refusalBy(check.surface.refuse, decision, { ...deciding, said: check.said });
  answered?.(error);
  recordWhatIsKept(check, decision, deciding);
  return { decision, error };
}

/**
 * True for a denial that a gateway in soft mode lets through: a policy denied, or none allowed. Block Public Access and what
 * no account may do in another are no policies. A denial that AWS leaves open is not let through either.
 */
export function isSoftened(decision: Decision): decision is Denied {
  return (
    decision.result === 'Denied' &&
    decision.beyondPolicies !== true &&
    decision.layer !== 'block public access' &&
    decision.layer !== 'cross-account operation'
  );
}

function refusalBy(refuse: Refusal, decision: Decision, refused: Parameters<Refusal>[1]) {
  return decision.result === 'Denied' ? refuse(decision satisfies Denied, refused) : undefined;
}

/** A service may hide KMS's words from its client. CloudTrail shows the call with the key that was used. */
function recordWhatIsKept(
  { surface }: PermissionCheck,
  decision: Decision,
  deciding: Omit<Deciding, 'decide'>,
): void {
  const { keptFromClient, through } = surface;
  if (keptFromClient === undefined || through === undefined) return;
  const { action, resource, encryptionContext = {} } = decision.permission;
  const key = { kind: 'key', arn: resource, alias: undefined } as const;
  const call: KmsCall = { action, key, encryptionContext, bucketKey: false, through };
  deciding.kms.ask(call)(refusalBy(keptFromClient, decision, deciding));
}

/** The first permission that is granted, else the first denial. */
async function decideAny(
  { permission, otherwise = [], otherReading, surface }: PermissionCheck,
  deciding: Asking,
): Promise<Decision> {
  // A request that a service makes in the caller's name does not come through the caller's endpoint.
  const isCallers = surface.through === undefined || deciding.endpoint === undefined;
  const asking = isCallers ? deciding : { ...deciding, endpoint: undefined };
  const decision =
    otherwise.length === 0
      ? await decidePermission(permission, asking)
      : await decideAlternatives(permission, otherwise, asking);
  if (decision.result === 'Denied' && otherReading !== undefined) {
    const { fact, permission: other } = otherReading;
    if ((await decidePermission(other, asking)).result === 'Granted') throw undecidable(decision, fact);
  }
  return decision;
}

function undecidable({ statement, permission }: Denied, fact: string): UndecidableError {
  const { policy = `the policies on ${permission.resource}`, sid, index } = statement ?? {};
  return new UndecidableError(
    fact,
    policy,
    sid ?? (index === undefined ? 'Statement' : `Statement[${index}]`),
  );
}

async function decideAlternatives(
  permission: Permission,
  otherwise: readonly Permission[],
  asking: Asking,
): Promise<Decision> {
  const decision = await decidePermission(permission, asking);
  if (decision.result === 'Granted') return decision;
  for (const another of otherwise) {
    const instead = await decidePermission(another, asking);
    if (instead.result === 'Granted') return instead;
  }
  return decision;
}

/**
 * Decides one permission by the policies that the store holds now, with the state that they mention.
 * Throws UndecidableError if keyhole cannot tell.
 */
export async function decidePermission(
  permission: Permission,
  { store, policies, principal, endpoint }: Asking,
): Promise<Decision> {
  const gathering = policies.inForce(principal, permission);
  const gathered = gathering instanceof Promise ? await gathering : gathering;
  const inForce = endpoint?.policy === undefined ? gathered : { ...gathered, endpoint: endpoint.policy };
  const { context } = permission;
  if (context instanceof CallContext) {
    const lookup = lookUpMentionedKeys(
      { store, tags: () => policies.tagsOf(principal) },
      { permission, context, policies: inForce },
    );
    if (lookup !== undefined) await lookup;
  }
  const request = { principal, permission, policies: inForce };
  return context instanceof CallContext ? decideInContext(request, context) : decide(request);
}

function decideInContext(request: DecisionRequest, context: CallContext): Decision {
  const assumptions = context.facts.surroundings?.assumptions;
  return assumptions === undefined ? decide(request) : decideAssuming({ ...request, context, assumptions });
}
