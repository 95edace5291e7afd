import type { HttpResponse } from '../../../wire/http.ts';
import type { DecisionLog } from '../decision-log.ts';
import type { CloudTrailEvent } from './cloudtrail-event.ts';
import { cloudTrailEvents } from './cloudtrail-events.ts';

/** The path at which a lab gives an account's CloudTrail: `GET /_keyhole/trail?account=111111111111`. */
export const cloudTrailPath = '/_keyhole/trail';

/** An account's events as CloudTrail delivers them in its log files. */
export interface CloudTrailLogFile {
  readonly Records: readonly CloudTrailEvent[];
}

/** Answers a question about an account's CloudTrail; undefined for every other target. */
export function answerAboutCloudTrail(target: string, decisionLog: DecisionLog): HttpResponse | undefined {
  if (target !== cloudTrailPath && !target.startsWith(`${cloudTrailPath}?`)) return undefined;
  const account = new URLSearchParams(target.slice(cloudTrailPath.length)).get('account') ?? '';
  if (!/^\d{12}$/.test(account))
    return answer(400, { message: `say of which account: ${cloudTrailPath}?account=111111111111` });
  const log: CloudTrailLogFile = { Records: cloudTrailEvents(decisionLog.records(), account) };
  return answer(200, log);
}

function answer(status: number, document: object): HttpResponse {
  const body = `${JSON.stringify(document, undefined, 2)}\n`;
  return { status, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body };
}
