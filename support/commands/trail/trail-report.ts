import { styleText } from 'node:util';
import type { AuditEvent } from '../../gateway/record/cloudtrail/audit-event.ts';
import { printable, wrapLines } from '../../terminal/wrap-lines.ts';

/** A call in words: each cell is empty where there is nothing to tell. */
interface Row {
  readonly TIME: string;
  readonly CALL: string;
  readonly BY: string;
  readonly THROUGH: string;
  readonly KEY: string;
  readonly FOR: string;
  readonly RESULT: string;
}

type Column = keyof Row;

const WIDE: readonly Column[] = ['TIME', 'CALL', 'BY', 'THROUGH', 'KEY', 'FOR', 'RESULT'];
const NARROW: readonly Column[] = ['TIME', 'CALL', 'BY', 'THROUGH', 'RESULT'];
const INDENT = '    ';

/**
 * An audit trail for people to read: a line a call, oldest first. What is not the account's own says whose it is.
 * On a terminal that is narrower than such lines (`columns`), key and context are below their call.
 */
export function trailReport(
  events: readonly AuditEvent[],
  account: string,
  columns: number | undefined,
): string {
  if (events.length === 0) return `The audit trail of ${account} shows no call to KMS.\n`;
  const rows = events.map(rowOf);
  const [heading = '', ...calls] = table(rows, WIDE);
  const widest = Math.max(heading.length, ...calls.map(({ length }) => length));
  const lines = columns === undefined || widest <= columns ? [heading, ...calls] : narrowLines(rows, columns);
  return lines.map((line) => `${line}\n`).join('');
}

/** A heading, and a line for each row. */
function table(rows: readonly Row[], columns: readonly Column[]): readonly string[] {
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => row[column].length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(columns), ...rows.map((row) => line(columns.map((column) => row[column])))];
}

function narrowLines(rows: readonly Row[], width: number): readonly string[] {
  const [heading = '', ...calls] = table(rows, NARROW);
  const below = rows.map(({ KEY, FOR }) =>
    [KEY, FOR && `for ${FOR}`]
      .filter((text) => text !== '')
      .flatMap((text) => wrapLines(text, width - INDENT.length))
      .map((line) => INDENT + styleText('dim', line)),
  );
  return [heading, ...calls.flatMap((call, index) => [call, ...(below[index] ?? [])])];
}

function rowOf(event: AuditEvent): Row {
  const { eventTime, eventName, userIdentity, errorCode } = event;
  return {
    TIME: printable(eventTime),
    CALL: printable(eventName),
    BY: printable(identityOf(event)),
    THROUGH: printable(serviceOf(userIdentity.invokedBy)),
    KEY: printable(keysOf(event)),
    FOR: printable(contextOf(event)),
    RESULT: printable(errorCode ?? 'ok'),
  };
}

/** Another account's principals are known by their unique ids; that of a root user is its account's. */
function identityOf({ userIdentity: { type, arn, principalId, accountId } }: AuditEvent): string {
  if (type !== 'AWSAccount' && arn !== undefined) return nameIn(arn);
  return `${principalId === accountId ? 'root' : principalId} of ${accountId}`;
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
