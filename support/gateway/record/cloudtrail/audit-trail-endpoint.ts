import type { HttpResponse } from '../../../wire/http.ts';
import type { DecisionLog } from '../decision-log.ts';
import type { AuditEvent } from './audit-event.ts';
import { auditTrail } from './audit-trail.ts';

/** The path at which a lab gives an account's CloudTrail: `GET /_keyhole/trail?account=111111111111`. */
export const auditTrailPath = '/_keyhole/trail';

/** An account's events as CloudTrail delivers them in its log files. */
export interface AuditLog {
  readonly Records: readonly AuditEvent[];
}

/** Answers a question about an account's CloudTrail; undefined for every other target. */
export function answerAboutAuditTrail(target: string, decisionLog: DecisionLog): HttpResponse | undefined {
  if (target !== auditTrailPath && !target.startsWith(`${auditTrailPath}?`)) return undefined;
  const account = new URLSearchParams(target.slice(auditTrailPath.length)).get('account') ?? '';
  if (!/^\d{12}$/.test(account))
    return answer(400, { message: `say of which account: ${auditTrailPath}?account=111111111111` });
  const log: AuditLog = { Records: auditTrail(decisionLog.records(), account) };
  return answer(200, log);
}

function answer(status: number, document: object): HttpResponse {
  const body = `${JSON.stringify(document, undefined, 2)}\n`;
  return { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body };
}
