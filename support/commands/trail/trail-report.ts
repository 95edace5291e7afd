import { styleText } from 'node:util';
import type { CloudTrailEvent } from '../../gateway/record/cloudtrail/cloudtrail-event.ts';
import { printable, wrapLines } from '../../terminal/wrap-lines.ts';

/** A call in words; a cell without content is empty. */
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
const NARROWEST: readonly Column[] = ['TIME', 'CALL', 'THROUGH', 'RESULT'];
const INDENT = '    ';

/**
 * CloudTrail's events for a terminal, oldest first. Principals and keys of other accounts are followed
 * by the account. If a line is wider than `columns`, key and context are printed below the call, and then also the caller.
 */
export function trailReport(events: readonly CloudTrailEvent[], account: string, columns: number): string {
  if (events.length === 0) return `CloudTrail shows no call to KMS in account ${account}.\n`;
  const rows = events.map(rowOf);
  const [heading = '', ...calls] = table(rows, WIDE);
  const widest = Math.max(heading.length, ...calls.map(({ length }) => length));
  const lines = widest <= columns ? [heading, ...calls] : narrowLines(rows, columns);
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
  const narrow = table(rows, NARROW);
  const isTooWide = narrow.some(({ length }) => length > width);
  const [heading = '', ...calls] = isTooWide ? table(rows, NARROWEST) : narrow;
  const below = rows.map(({ BY, KEY, FOR }) =>
    [isTooWide ? `by ${BY}` : '', KEY, FOR && `for ${FOR}`]
      .filter((text) => text !== '')
      .flatMap((text) => wrapLines(text, width - INDENT.length))
      .map((line) => INDENT + styleText('dim', line)),
  );
  return [heading, ...calls.flatMap((call, index) => [call, ...(below[index] ?? [])])];
}

function rowOf(event: CloudTrailEvent): Row {
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

/** CloudTrail shows principals of another account by unique id; that of a root user is its account id. */
function identityOf({ userIdentity: { type, arn, principalId, accountId } }: CloudTrailEvent): string {
  if (type !== 'AWSAccount' && arn !== undefined) return nameIn(arn);
  return `${principalId === accountId ? 'root' : principalId} of ${accountId}`;
}

/** `root`, `user/kim`, `key/1234abcd-…` */
function nameIn(arn: string): string {
  return arn.split(':').slice(5).join(':');
}

function keysOf({ resources = [], recipientAccountId }: CloudTrailEvent): string {
  const keys = resources.filter(({ type }) => type === 'AWS::KMS::Key');
  return (keys.length === 0 ? resources : keys)
    .map(({ accountId, ARN }) => nameIn(ARN) + (accountId === recipientAccountId ? '' : ` of ${accountId}`))
    .join(' ');
}

/** The object that S3 called KMS for; with a Bucket Key, the whole bucket. */
function contextOf({ requestParameters }: CloudTrailEvent): string {
  const context = requestParameters?.encryptionContext;
  if (typeof context !== 'object' || context === null) return '';
  return Object.entries(context)
    .map(([name, value]) => (name === 'aws:s3:arn' ? nameIn(String(value)) : `${name}=${String(value)}`))
    .join(' ');
}

/** The service that called KMS, in short; CloudTrail shows S3 as `AWS Internal`. */
function serviceOf(invokedBy: string | undefined): string {
  if (invokedBy === undefined) return '';
  return invokedBy === 'AWS Internal' ? 's3' : invokedBy.replace(/\.amazonaws\.com$/, '');
}
