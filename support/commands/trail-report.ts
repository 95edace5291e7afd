import type { AuditEvent } from '../gateway/audit-trail/audit-event.ts';
import { printable } from './wrapped.ts';

/** An audit trail for people to read: a line a call, oldest first. */
export function trailReport(events: readonly AuditEvent[], account: string): string {
  if (events.length === 0) return `The audit trail of ${account} shows no call to KMS.\n`;
  const rows = [['TIME', 'CALL', 'BY', 'THROUGH', 'KEY', 'FOR', 'RESULT'], ...events.map(rowOf)];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return `${rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')}\n`;
}

function rowOf(event: AuditEvent): readonly string[] {
  const { eventTime, eventName, userIdentity, resources = [], errorCode } = event;
  return [
    eventTime,
    eventName,
    identityOf(event),
    serviceOf(userIdentity.invokedBy),
    resources.map(({ accountId, ARN }) => `${accountId}:${ARN.split(':').at(-1) ?? ''}`).join(' '),
    contextOf(event),
    errorCode ?? 'ok',
  ].map(printable);
}

/** Another account's principals are known by their unique ids. */
function identityOf({ userIdentity: { type, arn, principalId, accountId } }: AuditEvent): string {
  return type === 'AWSAccount' || arn === undefined ? `${principalId} of ${accountId}` : arn;
}

/** What S3 asked for: the object's ARN, or with a Bucket Key the bucket's. */
function contextOf({ requestParameters }: AuditEvent): string {
  const context = requestParameters?.encryptionContext;
  if (typeof context !== 'object' || context === null) return '';
  return Object.entries(context)
    .map(([name, value]) => (name === 'aws:s3:arn' ? String(value) : `${name}=${String(value)}`))
    .join(' ');
}

/** S3 goes by a name that does not tell. */
function serviceOf(invokedBy: string | undefined): string {
  if (invokedBy === undefined) return '';
  return invokedBy === 'AWS Internal' ? 's3' : invokedBy.replace(/\.amazonaws\.com$/, '');
}
