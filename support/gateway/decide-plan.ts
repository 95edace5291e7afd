import { decide } from '../authorization/decide.ts';
import type { DecisionRequest } from '../authorization/terms/case.ts';
import type { Decision, Denied } from '../authorization/terms/decision.ts';
import { altered } from '../authorization/terms/lazy-decision.ts';
import type { Permission } from '../authorization/terms/permission.ts';
import { UndecidableError } from '../authorization/terms/undecidable-error.ts';
import { type Awaitable, whenKnown } from '../stores/awaitable.ts';
import { CallContext } from './context/request-context.ts';
import { decideAssuming } from './decide-assuming.ts';
import type { Asking, Decided, Deciding } from './desk/deciding.ts';
import type { KmsCall } from './kms-use/kms-call.ts';
import type { Answered } from './kms-use/kms-conversation.ts';
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
      const checking = decideCheck(check, deciding);
      const { decision, error } = checking instanceof Promise ? await checking : checking;
      if (decision) decisions.push(decision);
      if (error) return { decisions, error };
    }
    return { decisions };
  } catch (error) {
    return { decisions, error };
  }
}

interface DecidedCheck {
  readonly decision?: Decision;
  readonly error?: unknown;
}

function decideCheck(check: Check, deciding: Omit<Deciding, 'decide'>): Awaitable<DecidedCheck> {
  const { kmsCall } = check;
  const answered = kmsCall && deciding.kms.ask(kmsCall);
  if (check.kind === 'error') {
    answered?.(check.error);
    return { error: check.error };
  }
  return whenKnown(decideAny(check, deciding), (decided) =>
    concluded(check, decided, { deciding, answered }),
  );
}

/** A check as it was decided: what it says to the client, and to the log of calls to KMS. */
function concluded(
  check: PermissionCheck,
  decided: Decision,
  { deciding, answered }: { deciding: Omit<Deciding, 'decide'>; answered: Answered | undefined },
): DecidedCheck {
  const isOpen = decided.result === 'Denied' && check.surface.isUndocumented?.(decided) === true;
  const decision: Decision = isOpen ? altered(decided, { beyondPolicies: true }) : decided;
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
function decideAny(
  { permission, otherwise = [], otherReading, surface }: PermissionCheck,
  deciding: Asking,
): Awaitable<Decision> {
  // A request that a service makes in the caller's name does not come through the caller's endpoint.
  const isCallers = surface.through === undefined || deciding.endpoint === undefined;
  const asking = isCallers ? deciding : { ...deciding, endpoint: undefined };
  const decided =
    otherwise.length === 0
      ? decidePermission(permission, asking)
      : decideAlternatives(permission, otherwise, asking);
  if (otherReading === undefined) return decided;
  return whenKnown(decided, (decision) =>
    decision.result === 'Denied' ? unlessOtherwiseRead(decision, otherReading, asking) : decision,
  );
}

/** A denial that holds also if a fact is read the other way. Rejects with UndecidableError if it does not. */
async function unlessOtherwiseRead(
  decision: Denied,
  { fact, permission }: NonNullable<PermissionCheck['otherReading']>,
  asking: Asking,
): Promise<Decision> {
  if ((await decidePermission(permission, asking)).result === 'Granted') throw undecidable(decision, fact);
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
 * Decides one permission by the policies that the store holds now, with the state that they mention. Decides at once if the
 * store answers at once. Throws UndecidableError, or rejects with it, if keyhole cannot tell.
 */
export function decidePermission(permission: Permission, asking: Asking): Awaitable<Decision> {
  const { store, policies, principal, endpoint } = asking;
  return whenKnown(policies.inForce(principal, permission), (gathered) => {
    const inForce = endpoint?.policy === undefined ? gathered : { ...gathered, endpoint: endpoint.policy };
    const { context } = permission;
    const request = { principal, permission, policies: inForce };
    if (!(context instanceof CallContext)) return decide(request);
    const tags = () => policies.tagsOf(principal);
    const lookup = lookUpMentionedKeys({ store, tags }, { permission, context, policies: inForce });
    return lookup === undefined
      ? decideInContext(request, context)
      : lookup.then(() => decideInContext(request, context));
  });
}

function decideInContext(request: DecisionRequest, context: CallContext): Decision {
  const assumptions = context.facts.surroundings?.assumptions;
  return assumptions === undefined ? decide(request) : decideAssuming({ ...request, context, assumptions });
}
