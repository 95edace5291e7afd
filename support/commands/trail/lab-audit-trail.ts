import { type AuditLog, auditTrailPath } from '../../gateway/record/cloudtrail/audit-trail-endpoint.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { askLab, unexpectedAnswer } from '../lab/ask-lab.ts';

/**
 * Asks a running lab for an account's audit trail.
 * Throws SpecError where account or address are none, nothing answers there, or what answers is no lab or refuses.
 */
export async function labAuditTrail(endpoint: string, account: string): Promise<AuditLog> {
  if (!/^\d{12}$/.test(account))
    throw new SpecError('unknown-name', `--account ${account} is no account id: it has 12 digits`);
  const answer = await askLab(endpoint, `${auditTrailPath}?account=${account}`);
  if (!answer.ok) throw await unexpectedAnswer(endpoint, answer);
  const document: unknown = await answer.json().catch(() => undefined);
  if (isLog(document)) return document;
  throw await unexpectedAnswer(endpoint, answer);
}

function isLog(document: unknown): document is AuditLog {
  return (
    typeof document === 'object' &&
    document !== null &&
    'Records' in document &&
    Array.isArray(document.Records)
  );
}
