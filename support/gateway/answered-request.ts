import type { Decision } from '../authorization/terms/decision.ts';
import { AwsError, type RefusalReason } from '../aws/aws-error.ts';
import type { HttpResponse } from '../wire/http.ts';
import type { RequestFacts } from './context/request-facts.ts';
import { isSoftened } from './decide-plan.ts';
import { desks } from './desks.ts';
import { detailHeader } from './documents/store-policy-document.ts';
import { isUndecidable } from './is-undecidable.ts';
import type { Performed } from './perform.ts';
import type { Reception } from './receive.ts';
import type { DecisionRecord, RefusalStage } from './record/decision-log.ts';
import { tellingMembers } from './record/telling-members.ts';

/** The answer to a request. */
export interface Answer {
  readonly response: HttpResponse;
  /** The error that the response carries. */
  readonly error?: AwsError;
}

/** A request with its answer. */
interface Answered extends Answer {
  readonly requestId: string;
  readonly reception: Reception;
  readonly performed: Performed;
  readonly isSoft: boolean;
}

/** The record of a request, as the decision log keeps it. */
export function recordOf(answered: Answered): DecisionRecord {
  const { requestId, reception, performed, response, error } = answered;
  const { service, call } = reception;
  const { decisions } = performed;
  // An answer of 5xx is keyhole's own and is not logged as a call to KMS.
  const own = response.status < 500 && call && desks[call.service].ownKmsCall?.(call, decisions, error);
  return {
    id: requestId,
    time: new Date(),
    service,
    operation: call?.operation,
    region: call?.facts.region,
    principal: call?.facts.principal,
    sender: call && senderOf(call.facts),
    decisions,
    kmsCalls: own ? [...performed.kmsCalls, own] : performed.kmsCalls,
    response: { status: response.status, ...(error && refusalOf(error, stageOf(answered))) },
    ...(wasLetThrough(answered) && { wouldBe: 'denied' }),
    undecidable: isUndecidable(performed.error) ? performed.error.message : undefined,
  };
}

/** True for a request that policies deny, and that soft mode let through to the state checks or to the store. */
function wasLetThrough(answered: Answered): boolean {
  const { isSoft, performed } = answered;
  if (!isSoft || isUndecidable(performed.error)) return false;
  return performed.decisions.some(isSoftened) && stageOf(answered) !== 'permission';
}

function senderOf({ authenticated, http }: RequestFacts): NonNullable<DecisionRecord['sender']> {
  return {
    sourceIp: http.sourceIp,
    userAgent: http.headers['user-agent'],
    accessKeyId: authenticated.accessKeyId,
    ...(authenticated.withMfa === true && { withMfa: true }),
  };
}

/** The refusal as the log keeps it. */
function refusalOf(error: AwsError, stage: RefusalStage): Omit<DecisionRecord['response'], 'status'> {
  const { code, message, headers } = error;
  const detail = headers[detailHeader];
  const members = tellingMembers(error);
  return {
    ...{ code, message, stage },
    ...(detail !== undefined && { detail }),
    ...(members !== undefined && { members }),
    ...reasonOf(error),
  };
}

/** The stage at which a request was refused. */
function stageOf({ reception: { call, error }, performed: { decisions }, isSoft }: Answered): RefusalStage {
  if (call === undefined || error !== undefined) return 'reading';
  if (decisions.length === 0) return 'form';
  const isRefused = (decision: Decision) => decision.result === 'Denied' && !(isSoft && isSoftened(decision));
  return decisions.some(isRefused) ? 'permission' : 'state';
}

/** The reason of a refusal, or of the refusal of KMS that it passes on. */
function reasonOf(error: AwsError): RefusalReason | undefined {
  if (error.reason !== undefined) return error.reason;
  return error.cause instanceof AwsError ? reasonOf(error.cause) : undefined;
}
