import type { Condition } from './policy.ts';

const PHRASES: Readonly<Record<string, string>> = {
  StringEquals: 'is',
  StringNotEquals: 'is not',
  StringEqualsIgnoreCase: 'is (in any letter case)',
  StringNotEqualsIgnoreCase: 'is not (in any letter case)',
  StringLike: 'matches',
  StringNotLike: 'does not match',
  NumericEquals: 'is',
  NumericNotEquals: 'is not',
  NumericLessThan: 'is less than',
  NumericLessThanEquals: 'is at most',
  NumericGreaterThan: 'is greater than',
  NumericGreaterThanEquals: 'is at least',
  DateEquals: 'is',
  DateNotEquals: 'is not',
  DateLessThan: 'is before',
  DateLessThanEquals: 'is at or before',
  DateGreaterThan: 'is after',
  DateGreaterThanEquals: 'is at or after',
  BinaryEquals: 'is',
  ArnEquals: 'matches',
  ArnLike: 'matches',
  ArnNotEquals: 'does not match',
  ArnNotLike: 'does not match',
  Bool: 'is',
  IpAddress: 'is in',
  NotIpAddress: 'is not in',
};

const SETS: Readonly<Record<string, string>> = {
  'ForAllValues:': 'every value of ',
  'ForAnyValue:': 'at least one value of ',
};

/** A condition in plain words: `s3:x-amz-server-side-encryption-aws-kms-key-id does not match arn:…, or is absent`. */
export function conditionInWords({ operator, key, values }: Condition): string {
  const [, set = '', base = operator, ifExists] =
    /^(ForA\w+Values?:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  if (base === 'Null') return `${key} is ${values.includes('true') ? 'absent' : 'present'}`;
  const phrase = PHRASES[base] ?? `is ${base.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()}`;
  // A negated operator also holds if the key is absent, and so does ForAllValues.
  const alsoAbsent = set === '' ? /Not/.test(base) : set === 'ForAllValues:';
  const absent = ifExists !== undefined || alsoAbsent ? ', or is absent' : '';
  const shown = values.map((value) => (value === '' ? '""' : value));
  return `${SETS[set] ?? ''}${key} ${phrase} ${shown.length === 0 ? 'nothing' : shown.join(' or ')}${absent}`;
}
