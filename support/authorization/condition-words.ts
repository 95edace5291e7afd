import type { Condition } from './terms/policy.ts';

const PHRASES: Readonly<Record<string, string>> = {
  StringEquals: 'is',
  StringNotEquals: 'is not',
  StringEqualsIgnoreCase: 'is (in any letter case)',
  StringNotEqualsIgnoreCase: 'is not (in any letter case)',
  StringLike: 'is like',
  StringNotLike: 'is not like',
  ArnEquals: 'is like',
  ArnLike: 'is like',
  ArnNotEquals: 'is not like',
  ArnNotLike: 'is not like',
  Bool: 'is',
  IpAddress: 'lies in',
  NotIpAddress: 'lies outside of',
};

const SETS: Readonly<Record<string, string>> = {
  'ForAllValues:': 'every value of ',
  'ForAnyValue:': 'some value of ',
};

/** A condition in plain words: `s3:x-amz-server-side-encryption-aws-kms-key-id is not like arn:…, or is absent`. */
export function conditionInWords({ operator, key, values }: Condition): string {
  const [, set = '', base = operator, ifExists] =
    /^(ForA\w+Values?:)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  if (base === 'Null') return `${key} is ${values.includes('true') ? 'absent' : 'present'}`;
  const phrase = PHRASES[base] ?? `is ${base.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()}`;
  // A negated operator holds for a missing key as well.
  const absent = ifExists !== undefined || (set === '' && /Not/.test(base)) ? ', or is absent' : '';
  return `${SETS[set] ?? ''}${key} ${phrase} ${values.join(' or ')}${absent}`;
}
