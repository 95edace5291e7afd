import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import { answerAboutAuditTrail } from '../record/cloudtrail/audit-trail-endpoint.ts';
import type { Trail, TrailRecord } from '../record/decision-log.ts';
import type { DecisionReport } from '../record/decision-report.ts';

/**
 * Where a lab answers what it decided: `GET /_keyhole/decisions` the last denials, `GET /_keyhole/decisions/<id>` one.
 * No bucket can have that name: names begin with a letter or a digit (Amazon S3 user guide, "General purpose bucket
 * naming rules").
 */
export const decisionsPath = '/_keyhole/decisions';

/** How many denials are listed. */
const LISTED = 20;

/** What the endpoint tells: the trail of the world that is there now, and how its records read. */
export interface DecisionsSource {
  readonly trail: Trail;
  readonly report: (record: TrailRecord) => DecisionReport;
}

/**
 * Answers a question about decisions with one JSON document a line, and one about an account's audit trail as
 * CloudTrail writes it; undefined for every other request, which then is for AWS. A question is unsigned, and addressed
 * to loopback by number or as localhost: what a client signs, or sends to a bucket's own host, is AWS's, and no web
 * page can have a browser ask under its own name.
 */
export function answerAboutDecisions(
  http: HttpRequest,
  { trail, report }: DecisionsSource,
): HttpResponse | undefined {
  if (!http.target.startsWith('/_keyhole/') || http.method !== 'GET') return undefined;
  if (http.headers.authorization !== undefined || !LOOPBACK.test(http.headers.host ?? '')) return undefined;
  const audited = answerAboutAuditTrail(http.target, trail);
  if (audited !== undefined) return audited;
  if (!http.target.startsWith(decisionsPath)) return undefined;
  const [whole, id] = /^(?:\/([\w-]+))?$/.exec(http.target.slice(decisionsPath.length)) ?? [];
  if (whole === undefined) return undefined;
  if (id === undefined) {
    const denied = trail.records().filter(({ decisions }) => decisions.at(-1)?.outcome === 'Denied');
    return answer(200, denied.slice(-LISTED).map(report));
  }
  const record = trail.get(id);
  return record === undefined ? answer(404, []) : answer(200, [report(record)]);
}

const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

function answer(status: number, reports: readonly DecisionReport[]): HttpResponse {
  const body = reports.map((one) => `${JSON.stringify(one)}\n`).join('');
  return { status, headers: { 'content-type': 'application/jsonl', 'cache-control': 'no-store' }, body };
}
