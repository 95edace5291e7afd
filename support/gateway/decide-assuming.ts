import { decide } from '../authorization/decide.ts';
import type { DecisionRequest } from '../authorization/terms/case.ts';
import type { Assumed, Decision } from '../authorization/terms/decision.ts';
import { LazyDenied, LazyGranted } from '../authorization/terms/lazy-decision.ts';
import type { Permission } from '../authorization/terms/permission.ts';
import { UndecidableError } from '../authorization/terms/undecidable-error.ts';
import { assumableKey } from './context/assumable-keys.ts';
import { AssumingContext } from './context/assuming-context.ts';
import type { CallContext } from './context/request-context.ts';
import type { Assumptions } from './surroundings/assumptions.ts';

/** A decision to make with assumptions for what keyhole cannot know. */
export interface AssumingRequest extends DecisionRequest {
  readonly context: CallContext;
  readonly assumptions: Assumptions;
}

/**
 * Decides a permission with assumptions, and lists those that the decision rests on: without them it would be undecidable. The
 * list is worked out when it is first read. Throws UndecidableError, with the line to add if the author may state the missing value.
 */
export function decideAssuming(request: AssumingRequest): Decision {
  const first = decideWithout(new Set(), request);
  let memo: readonly Assumed[] | undefined;
  return ofRequest(first.decision, request.permission, () => {
    if (first.used.size === 0) return undefined;
    memo ??= assumedBy(first, (withheld) => attemptWithout(withheld, request));
    return memo.length === 0 ? undefined : memo;
  });
}

/** A decision about the permission of the request, which has its own context. Nothing of it is worked out yet. */
function ofRequest(
  decision: Decision,
  permission: Permission,
  assumed: () => readonly Assumed[] | undefined,
): Decision {
  if (decision.result === 'Granted')
    return new LazyGranted({ permission, statements: decision.statements }, assumed);
  return new LazyDenied({ ...decision, permission }, { considered: () => decision.considered, assumed });
}

/** A decision without some assumptions; undefined if there is none without them. */
function attemptWithout(withheld: ReadonlySet<string>, request: AssumingRequest): Attempt | undefined {
  try {
    return decideWithout(withheld, request);
  } catch (error) {
    if (error instanceof UndecidableError) return undefined;
    throw error;
  }
}

/** A decision, and the assumptions that it asked for. */
interface Attempt {
  readonly decision: Decision;
  readonly used: ReadonlyMap<string, Assumed>;
}

/** Decides as if nothing were stated of the withheld keys. Throws UndecidableError. */
function decideWithout(withheld: ReadonlySet<string>, request: AssumingRequest): Attempt {
  const { permission, context, assumptions } = request;
  const assuming = new AssumingContext(context, { action: permission.action, assumptions }, withheld);
  const asked = { ...request, permission: { ...permission, context: assuming } };
  return { decision: withRemedy(() => decide(asked), assuming, assumptions), used: assuming.used };
}

/**
 * The fewest assumptions that give a decision. Each one that it asks for is withheld in turn, and stays withheld if the
 * decision is still made.
 */
function assumedBy(
  first: Attempt,
  decideAgain: (withheld: ReadonlySet<string>) => Attempt | undefined,
): readonly Assumed[] {
  const needed = new Map<string, Assumed>();
  let withheld: ReadonlySet<string> = new Set();
  let last = first;
  for (;;) {
    const [key, assumed] = [...last.used].find(([name]) => !needed.has(name)) ?? [];
    if (key === undefined || assumed === undefined) return [...needed.values()];
    const more = new Set([...withheld, key]);
    const again = decideAgain(more);
    if (again !== undefined && sameReason(again.decision, first.decision)) [withheld, last] = [more, again];
    else needed.set(key, assumed);
  }
}

function sameReason(one: Decision, other: Decision): boolean {
  if (one.result === 'Granted' || other.result === 'Granted') return one.result === other.result;
  return one.layer === other.layer && one.explicit === other.explicit;
}

function withRemedy(decision: () => Decision, context: AssumingContext, { file }: Assumptions): Decision {
  try {
    return decision();
  } catch (error) {
    if (!(error instanceof UndecidableError)) throw error;
    const { key, policy, statement } = error;
    throw new UndecidableError(key, policy, statement, remedyFor(key, context, file));
  }
}

function remedyFor(key: string, context: AssumingContext, file: string | undefined): string | undefined {
  if (context.isAssumable(key)) return lineToAdd(key, file);
  if (assumableKey(key.toLowerCase()) === undefined || !context.isThroughService) return undefined;
  return `${THROUGH_SERVICE}: except such requests in the statement, with aws:ViaAWSService`;
}

/** Source: AWS KMS developer guide, "AWS global condition keys". */
const THROUGH_SERVICE = 'AWS does not say which value a request has that a service makes for its caller';

function lineToAdd(key: string, file: string | undefined): string {
  const { name = key, example = '…' } = assumableKey(key.toLowerCase()) ?? {};
  if (file === undefined)
    return `State its value when the lab starts, with your own instead of ${example}: --assume ${name}=${example}`;
  return `State its value in ${file}, with your own instead of ${example}: assume: { ${name}: "${example}" }`;
}
