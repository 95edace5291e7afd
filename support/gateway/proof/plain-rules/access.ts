import { allowing, denies, type Keys, list, type PlainCaller, type PlainStatement } from './statements.ts';

type Statements = readonly PlainStatement[];

/** The policies of a world that bear on one caller. */
export interface OfCaller {
  readonly caller: PlainCaller;
  readonly identity: Statements;
  readonly boundary?: Statements | undefined;
  readonly session?: Statements | undefined;
  /** From the root to the account; none for an account outside, or that of management. */
  readonly serviceControl: readonly Statements[];
}

/** The policies of a world that bear on one resource. */
export interface OfResource {
  readonly account: string;
  readonly policy: Statements;
  readonly resourceControl: readonly Statements[];
  readonly restrictPublicBuckets: boolean;
  /** True for a key, whose policy must name the caller or its account. */
  readonly isKey?: boolean | undefined;
}

/** The policies that bear on a permission: of the caller, on the resource, and of the VPC endpoint that the request comes through. */
interface Bearing {
  readonly of: OfCaller;
  readonly on: OfResource;
  readonly through: Statements | undefined;
}

/** A permission that a caller asks for. */
export interface Asked {
  readonly action: string;
  readonly resource: string;
  readonly keys: Keys;
}

/** The answer for one permission. `unless` names a policy that is the only one without an allow. */
export type PlainAnswer = 'allow' | 'deny' | 'only the caller lacks it';

/**
 * The rules of the IAM user guide, "Policy evaluation logic": any Deny is final, limits must allow, and then one side or both.
 */
export function decideOne(asked: Asked, { of, on, through: endpoint }: Bearing): PlainAnswer {
  const { caller } = of;
  const limits = [...(of.boundary ? [of.boundary] : []), ...(of.session ? [of.session] : [])];
  const all = [
    ...of.serviceControl,
    ...on.resourceControl,
    endpoint ?? [],
    of.identity,
    ...limits,
    on.policy,
  ];
  if (all.some((policy) => denies(policy, caller, asked))) return 'deny';
  const isOwn = caller.account === on.account;
  if (on.restrictPublicBuckets && !isOwn && isOpenToAll(on.policy)) return 'deny';
  const allows = (policy: Statements) => allowing(policy, caller, asked) !== 'not';
  if (!of.serviceControl.every(allows)) return 'deny';
  if (endpoint !== undefined && !allows(endpoint)) return 'deny';
  const named = allowing(on.policy, caller, asked);
  if (caller.account === undefined) return named === 'not' || on.isKey === true ? 'deny' : 'allow';
  if (isOwn) {
    if (named === 'itself') return 'allow';
    if (on.isKey === true && named === 'not') return 'deny';
    if (named === 'role') return limits.every(allows) ? 'allow' : 'only the caller lacks it';
    if (caller.isRoot !== true && !allows(of.identity)) return 'deny';
    return limits.every(allows) ? 'allow' : 'only the caller lacks it';
  }
  if (named === 'not') return 'deny';
  return caller.isRoot === true || [of.identity, ...limits].every(allows)
    ? 'allow'
    : 'only the caller lacks it';
}

/** The conditions that keep a statement for `*` from being public. */
const NARROWING =
  /^(aws:principal(arn|account|orgid)|aws:sourcevpce?|s3:dataaccesspoint(arn|account)|aws:sourceip)$/i;

/** True if S3 counts a policy as public. */
export function isOpenToAll(statements: Statements): boolean {
  return statements.some(
    ({ Effect, Principal, NotPrincipal, Condition = {} }) =>
      Effect === 'Allow' &&
      (NotPrincipal !== undefined ||
        Principal === '*' ||
        (Principal !== undefined && list(Principal.AWS).includes('*'))) &&
      !Object.entries(Condition).some(
        ([operator, tests]) =>
          /^(ForAnyValue:)?(String|Arn)(Equals|Like)$|^IpAddress$/.test(operator) &&
          Object.entries(tests).some(
            ([key, values]) => NARROWING.test(key) && list(values).every((value) => !/[*?]|\$\{/.test(value)),
          ),
      ),
  );
}
