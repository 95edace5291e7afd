import type { ObjectLockConfiguration } from '@aws-sdk/client-s3';
import { invalidArgument, invalidRequest, malformedXml } from '../../../../aws/s3-errors.ts';
import type { S3Request } from './s3-request.ts';

interface LockMembers {
  readonly ObjectLockMode?: string;
  readonly ObjectLockRetainUntilDate?: Date;
  readonly ObjectLockLegalHoldStatus?: string;
  readonly Retention?: { readonly Mode?: string; readonly RetainUntilDate?: Date };
  readonly LegalHold?: { readonly Status?: string };
}

const MODES: readonly unknown[] = ['GOVERNANCE', 'COMPLIANCE', undefined];
const HOLDS: readonly unknown[] = ['ON', 'OFF'];

/**
 * Refuses retention without its mode or date, and a mode or legal hold that does not exist. Throws AwsError
 * `InvalidArgument`, `InvalidRequest`, `MalformedXML`. Refuses a date that is past, and a lock of an upload without a checksum.
 *
 * Source: Amazon S3 API reference, PutObject, PutObjectRetention, PutObjectLegalHold.
 * Undocumented: AWS does not state the texts of these errors.
 */
export function checkObjectLock({ operation, input, facts }: S3Request): void {
  const members: LockMembers = input;
  const { ObjectLockMode, ObjectLockRetainUntilDate, ObjectLockLegalHoldStatus: hold } = members;
  if ((ObjectLockMode === undefined) !== (ObjectLockRetainUntilDate === undefined)) {
    const message = 'x-amz-object-lock-retain-until-date and x-amz-object-lock-mode must both be supplied';
    const missing = ObjectLockMode === undefined ? 'mode' : 'retain-until-date';
    throw invalidArgument(message, `x-amz-object-lock-${missing}`);
  }
  if (!MODES.includes(ObjectLockMode))
    throw invalidArgument('Unknown wormMode directive.', 'x-amz-object-lock-mode', ObjectLockMode);
  requireFuture(ObjectLockRetainUntilDate, 'x-amz-object-lock-retain-until-date');
  if (hold !== undefined && !HOLDS.includes(hold))
    throw invalidArgument("Legal Hold must be either of 'ON' or 'OFF'", 'x-amz-object-lock-legal-hold', hold);
  if (operation === 'PutObject' && (ObjectLockMode ?? hold) !== undefined)
    requireChecksum(facts.http.headers);
  if (operation === 'PutObjectRetention') checkRetention(members.Retention);
  if (operation === 'PutObjectLegalHold' && !HOLDS.includes(members.LegalHold?.Status)) throw malformedXml();
}

/** A retention without mode and date ends the one that an object has. */
function checkRetention({ Mode, RetainUntilDate }: NonNullable<LockMembers['Retention']> = {}): void {
  if (!MODES.includes(Mode) || (Mode === undefined) !== (RetainUntilDate === undefined)) throw malformedXml();
  requireFuture(RetainUntilDate, 'RetainUntilDate');
}

function requireFuture(date: Date | undefined, name: string): void {
  if (date === undefined || date.getTime() > Date.now()) return;
  throw invalidArgument('The retain until date must be in the future!', name, pacificTime(date));
}

/** A date as S3 repeats it: `Tue Dec 31 16:00:00 PST 2019`. Undocumented: recorded answers show it. */
function pacificTime(date: Date): string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: 'America/Los_Angeles',
    timeZoneName: 'short',
    hourCycle: 'h23',
    ...({ weekday: 'short', month: 'short', year: 'numeric' } as const),
    ...({ day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const),
  });
  const part = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
  const { weekday, month, day, hour, minute, second, timeZoneName: zone, year } = part;
  return `${weekday} ${month} ${day} ${hour}:${minute}:${second} ${zone} ${year}`;
}

const CHECKSUM = /^(content-md5|x-amz-trailer|x-amz-sdk-checksum-algorithm|x-amz-checksum-)/;

function requireChecksum(headers: Readonly<Record<string, string>>): void {
  if (Object.keys(headers).some((name) => CHECKSUM.test(name))) return;
  throw invalidRequest(
    'Content-MD5 OR x-amz-checksum- HTTP header is required for Put Object requests with Object Lock parameters',
  );
}

/** In days and in years. Source: Amazon S3 user guide, "Locking objects with Object Lock". */
const LONGEST = { Days: 36_500, Years: 100 } as const;

/**
 * Refuses a configuration of Object Lock that does not follow S3's schema, and a period that is not positive or too long.
 * Throws AwsError `MalformedXML`, `InvalidArgument`.
 *
 * Source: Amazon S3 API reference, PutObjectLockConfiguration.
 */
export function checkLockConfiguration(configuration: ObjectLockConfiguration | undefined): void {
  if (configuration?.ObjectLockEnabled !== 'Enabled') throw malformedXml();
  if (configuration.Rule === undefined) return;
  const { Mode, Days, Years } = configuration.Rule.DefaultRetention ?? {};
  if (Mode === undefined || !MODES.includes(Mode) || (Days === undefined) === (Years === undefined))
    throw malformedXml();
  const [unit, period] = Days === undefined ? (['Years', Years] as const) : (['Days', Days] as const);
  if (period === undefined || !Number.isInteger(period) || period <= 0)
    throw invalidArgument('Default retention period must be a positive integer value.', unit);
  if (period > LONGEST[unit])
    throw invalidArgument(`Default retention period must be at most ${LONGEST[unit]} ${unit}.`, unit);
}
