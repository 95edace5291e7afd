import type { AuditEvent } from '../../gateway/audit-trail/audit-event.ts';
import { printable } from '../wrapped.ts';

const HEADINGS = ['TIME', 'CALL', 'BY', 'THROUGH', 'KEY', 'FOR', 'RESULT'] as const;

/** An audit trail for people to read: a line a call, oldest first. What is not the account's own says whose it is. */
export function trailReport(events: readonly AuditEvent[], account: string): string {
  if (events.length === 0) return `The audit trail of ${account} shows no call to KMS.\n`;
  const rows = [HEADINGS, ...events.map(rowOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line) => `${line.trimEnd()}\n`).join('');
}

function rowOf(event: AuditEvent): readonly string[] {
  const { eventTime, eventName, userIdentity, errorCode } = event;
  return [
    eventTime,
    eventName,
    identityOf(event),
    serviceOf(userIdentity.invokedBy),
    keysOf(event),
    contextOf(event),
    errorCode ?? 'ok',
  ].map(printable);
}

/** Another account's principals are known by their unique ids. */
function identityOf({ userIdentity: { type, arn, principalId, accountId } }: AuditEvent): string {
  return type === 'AWSAccount' || arn === undefined ? `${principalId} of ${accountId}` : nameIn(arn);
}

/** `root`, `user/kim`, `key/1234abcd-…` */
function nameIn(arn: string): string {
  return arn.split(':').slice(5).join(':');
}

function keysOf({ resources = [], recipientAccountId }: AuditEvent): string {
  const keys = resources.filter(({ type }) => type === 'AWS::KMS::Key');
  return (keys.length === 0 ? resources : keys)
    .map(({ accountId, ARN }) => nameIn(ARN) + (accountId === recipientAccountId ? '' : ` of ${accountId}`))
    .join(' ');
}

/** What S3 asked for: an object, or with a Bucket Key the whole bucket. */
function contextOf({ requestParameters }: AuditEvent): string {
  const context = requestParameters?.encryptionContext;
  if (typeof context !== 'object' || context === null) return '';
  return Object.entries(context)
    .map(([name, value]) => (name === 'aws:s3:arn' ? nameIn(String(value)) : `${name}=${String(value)}`))
    .join(' ');
}

/** S3 goes by a name that does not tell. */
function serviceOf(invokedBy: string | undefined): string {
  if (invokedBy === undefined) return '';
  return invokedBy === 'AWS Internal' ? 's3' : invokedBy.replace(/\.amazonaws\.com$/, '');
}
