import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import { hostName } from '../../wire/request-head.ts';
import { bucketOfHost } from '../../wire/routing/s3-address.ts';
import { answerAboutCloudTrail } from '../record/cloudtrail/cloudtrail-endpoint.ts';
import type { DecisionLog, DecisionRecord } from '../record/decision-log.ts';
import type { DecisionReport } from '../record/decision-report.ts';

/**
 * The path at which a lab gives its decisions. `GET /_keyhole/decisions` lists the last refusals with a reason, `GET
 * /_keyhole/decisions/<id>` gives one. No bucket can have that name: names begin with a letter or a digit
 * (Amazon S3 user guide, "General purpose bucket naming rules").
 */
export const decisionsPath = '/_keyhole/decisions';

/** How many refusals are listed. */
const LISTED = 20;

/** The log of the current state, and the wording of its records. */
export interface DecisionsSource {
  readonly decisionLog: DecisionLog;
  readonly report: (record: DecisionRecord) => DecisionReport;
  /** True if the peer at an address may ask. */
  readonly mayAsk: (address: string) => boolean;
}

/**
 * Answers a question about decisions with one JSON document a line, and one about an account's CloudTrail in
 * CloudTrail's form. Undefined for every other request, which is for AWS. A question is unsigned and names no
 * bucket in its host. The address of the client's socket says whether it may ask; a header proves nothing.
 */
export function answerAboutDecisions(
  http: HttpRequest,
  { decisionLog, report, mayAsk }: DecisionsSource,
): HttpResponse | undefined {
  if (!http.target.startsWith('/_keyhole/') || http.method !== 'GET') return undefined;
  const { authorization, host = '' } = http.headers;
  if (authorization !== undefined || bucketOfHost(hostName(host)) !== undefined) return undefined;
  if (!mayAsk(http.sourceIp)) return refusedTo(http.sourceIp);
  const ofCloudTrail = answerAboutCloudTrail(http.target, decisionLog);
  if (ofCloudTrail !== undefined) return ofCloudTrail;
  if (!http.target.startsWith(decisionsPath)) return undefined;
  const [whole, id] = /^(?:\/([\w-]+))?$/.exec(http.target.slice(decisionsPath.length)) ?? [];
  if (whole === undefined) return undefined;
  if (id === undefined) {
    const denied = decisionLog
      .records()
      .filter(
        ({ decisions, response }) =>
          response.why !== undefined || decisions.some(({ result }) => result === 'Denied'),
      );
    return answer(200, denied.slice(-LISTED).map(report));
  }
  const record = decisionLog.get(id);
  return record === undefined ? answer(404, []) : answer(200, [report(record)]);
}

/** The refusal to an address that may not read decisions. */
export function refusedTo(address: string): HttpResponse {
  const body = `keyhole tells its decisions to this machine only. To tell them to ${address} as well, start the lab with --observer ${address}\n`;
  return { status: 403, headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' }, body };
}

function answer(status: number, reports: readonly DecisionReport[]): HttpResponse {
  const body = reports.map((one) => `${JSON.stringify(one)}\n`).join('');
  return { status, headers: { 'content-type': 'application/jsonl', 'cache-control': 'no-store' }, body };
}
