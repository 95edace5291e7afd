import { explain, inNames, type Names, nearestStatement, titleOf } from '../../authorization/explain.ts';
import { heldByAbsence } from '../../authorization/held-by-absence.ts';
import { reasonClass } from '../../authorization/reason-class.ts';
import { remedy } from '../../authorization/remedy.ts';
import type { Sources, StatementSource } from '../../authorization/statement-source.ts';
import type {
  ConsideredStatement,
  Decision,
  Denied,
  Layer,
  StatementReference,
} from '../../authorization/terms/decision.ts';
import type { ReasonClass } from '../../authorization/terms/layer-facts.ts';
import type { Permission } from '../../authorization/terms/permission.ts';
import { nameOf } from '../../aws/principal.ts';
import type { DecisionRecord } from './decision-log.ts';

/** One statement, by the names that people use. */
export interface StatementReport {
  /** `the key policy of the shared key` */
  readonly policy: string;
  readonly layer: Layer;
  /** `the statement "Allow use"`, `statement 2` */
  readonly statement: string;
  readonly effect: 'Allow' | 'Deny';
  readonly source?: StatementSource | undefined;
  /** The one element that did not match, in plain words; absent if all did. */
  readonly mismatch?: ConsideredStatement['mismatch'];
  /** The conditions that hold only because the request lacks their key; absent if there is none. */
  readonly note?: string;
}

/** How one permission was decided, as JSON can hold it and a person can read it. */
export interface PermissionReport {
  readonly result: Decision['result'];
  readonly action: string;
  readonly resource: string;
  /** The name that people use for the resource; its ARN if it has no other name. */
  readonly resourceName: string;
  /**
   * The statements that allowed it: one for each account that had to; none for a root user in its own
   * account.
   */
  readonly allowedBy?: readonly StatementReport[];
  readonly denial?: DenialReport;
  /** The alias by which the request named the key: `alias/shared`. */
  readonly alias?: string;
  /** The assumptions that it rests on: `assuming that aws:SourceIp is 203.0.113.7`. */
  readonly assumption?: string;
}

/** Why a permission was refused. */
export interface DenialReport {
  /** In one sentence. */
  readonly sentence: string;
  /** In one sentence, what would allow it. */
  readonly remedy?: string | undefined;
  readonly layer: Layer;
  readonly explicit: boolean;
  readonly reason: ReasonClass;
  readonly crossAccount: boolean;
  /** The statement that denied, or the one that was nearest to allowing. */
  readonly nearest?: StatementReport | undefined;
  readonly considered: readonly StatementReport[];
}

/** The record of one request, in a form that JSON can hold. */
export interface DecisionReport {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly service?: string | undefined;
  readonly operation?: string | undefined;
  readonly region?: string | undefined;
  /** The ARN of the caller, a service's name, or `anonymous`. */
  readonly principal?: string | undefined;
  /** The name that people use for the caller. */
  readonly caller?: string | undefined;
  readonly decisions: readonly PermissionReport[];
  readonly response: DecisionRecord['response'];
  readonly undecidable?: string | undefined;
  /** `denied` if policies deny the request and soft mode let it through. */
  readonly wouldBe?: 'denied' | undefined;
}

/** The words of a report: the names of things, and the places of statements. */
export interface Describing {
  readonly names: Names;
  readonly sources: Sources;
}

/** For a lab without a scenario: ARNs for names, and no files. */
export const PLAIN: Describing = { names: () => undefined, sources: () => undefined };

/** Reports a request with every decision it took. */
export function decisionReport(record: DecisionRecord, describing: Describing): DecisionReport {
  const { id, time, service, operation, region, principal, decisions, response, undecidable, wouldBe } =
    record;
  const arn = principal && nameOf(principal);
  return {
    id,
    time: time.toISOString(),
    service,
    operation,
    region,
    principal: arn,
    caller: arn && inNames(arn, describing.names),
    decisions: decisions.map((decision) => permissionReport(decision, describing)),
    response: inWords(response, describing.names),
    undecidable,
    wouldBe,
  };
}

/** A response whose reason has the names that people use. */
function inWords(response: DecisionRecord['response'], names: Names): DecisionRecord['response'] {
  const { why, remedy } = response;
  if (why === undefined || remedy === undefined) return response;
  return { ...response, why: inNames(why, names), remedy: inNames(remedy, names) };
}

/** Reports one decision. */
export function permissionReport(decision: Decision, describing: Describing): PermissionReport {
  const { action, resource } = decision.permission;
  const resourceName = inNames(resource, describing.names, resource);
  const assumption = assumptionOf(decision);
  const alias = aliasOf(decision);
  const about = {
    result: decision.result,
    action,
    resource,
    resourceName,
    ...(alias !== undefined && { alias }),
    ...(assumption !== undefined && { assumption }),
  };
  return decision.result === 'Granted'
    ? {
        ...about,
        allowedBy: decision.statements.map((statement) =>
          statementReport({ statement }, describing, decision.permission),
        ),
      }
    : { ...about, denial: denialReport(decision, describing) };
}

/** The alias by which a request named the key of a permission; undefined if it used none. */
function aliasOf({ permission: { context } }: Decision): string | undefined {
  const named = context.get('kms:RequestAlias');
  return Array.isArray(named) ? named[0] : undefined;
}

/** The assumptions that a decision rests on, in one sentence; undefined if there is none. */
export function assumptionOf({ assumed = [] }: Decision): string | undefined {
  if (assumed.length === 0) return undefined;
  const facts = assumed.map(({ key, values, byDefault }) => {
    const fact = `${key} is ${values.join(', ')}`;
    return byDefault ? `${fact} (not stated)` : fact;
  });
  return `assuming that ${new Intl.ListFormat('en-GB').format(facts)}`;
}

function denialReport(denied: Denied, describing: Describing): DenialReport {
  const { layer, explicit, crossAccount } = denied;
  const { permission } = denied;
  const nearest = nearestStatement(denied);
  return {
    sentence: explain(denied, describing.names),
    remedy: remedy(denied, describing.names),
    layer,
    explicit,
    reason: reasonClass(denied),
    crossAccount,
    nearest: nearest && statementReport(nearest, describing, permission),
    considered: denied.considered.map((one) => statementReport(one, describing, permission)),
  };
}

function statementReport(
  { statement, mismatch }: { statement: StatementReference; mismatch?: ConsideredStatement['mismatch'] },
  { names, sources }: Describing,
  { resource, context }: Permission,
): StatementReport {
  const { policy, layer, effect } = statement;
  const note = mismatch === undefined ? heldByAbsence(statement, context) : undefined;
  return {
    policy: inNames(policy, names),
    layer,
    statement: inNames(titleOf(statement), names),
    effect,
    source: sources(statement),
    ...(mismatch && { mismatch: { ...mismatch, detail: inNames(mismatch.detail, names, resource) } }),
    ...(note !== undefined && { note }),
  };
}
