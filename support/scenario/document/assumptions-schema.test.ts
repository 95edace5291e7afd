import { describe, expect, test } from '@jest/globals';
import { assumableKeys } from '../../gateway/context/assumable-keys.ts';
import { valueRules } from '../../gateway/context/assumed-values.ts';
import { conditionKey } from '../../gateway/context/condition-keys.ts';
import { assumptionsSchema } from './assumptions-schema.ts';

/** The first fault of an `assume`, with its key. */
function fault(assume: unknown): string | undefined {
  const issue = assumptionsSchema.safeParse(assume).error?.issues[0];
  return issue && `${issue.path.join('.')}: ${issue.message}`;
}

describe('assume', () => {
  test('takes texts, numbers and booleans as YAML reads them', () => {
    expect(
      assumptionsSchema.parse({
        'aws:SourceIp': '203.0.113.7',
        's3:TlsVersion': 1.3,
        'aws:SecureTransport': true,
      }),
    ).toEqual({
      'aws:SourceIp': ['203.0.113.7'],
      's3:TlsVersion': ['1.3'],
      'aws:SecureTransport': ['true'],
    });
    expect(assumptionsSchema.parse(undefined)).toEqual({});
  });

  test.each<[string, Record<string, unknown>, RegExp]>([
    ['a misspelt key', { 'aws:SourceIpp': '1.2.3.4' }, /did you mean "aws:SourceIp"\?/],
    ['a key of no service', { 'zz:Nothing': 'x' }, /^zz:Nothing: is not a condition key of AWS$/],
    ['a range', { 'aws:SourceIp': '203.0.113.0/24' }, /one IP address, .* not a range/],
    ['two addresses', { 'aws:SourceIp': ['1.2.3.4', '1.2.3.5'] }, /give one/],
    ['no address', { 'aws:SourceIp': [] }, /^aws:SourceIp: /],
    ['a word for a boolean', { 'aws:SecureTransport': 'yes' }, /must be true or false/],
    ['a version that TLS does not have', { 's3:TlsVersion': '2' }, /must be 1\.0, 1\.1, 1\.2 or 1\.3/],
    ['what an endpoint says', { 'aws:SourceVpce': 'vpce-1a2b3c4d' }, /declared in endpoints/],
    ['what the organization says', { 'aws:PrincipalOrgID': 'o-exampleorgid' }, /declared in organization/],
    ['what every request says', { 'aws:PrincipalArn': 'x' }, /keyhole knows it of each request/],
    ['what an operation says', { 's3:prefix': 'x' }, /each request says it itself/],
    ['a tag that keyhole reads', { 'aws:PrincipalTag/team': 'x' }, /it is a tag/],
    ['what no request has', { 'aws:SourceOwner': 'x' }, /no request that keyhole serves has it/],
    ['a tag of a bucket', { 's3:BucketTag/team': 'x' }, /it is a tag/],
    ['one key twice', { 'aws:SourceIp': '1.2.3.4', 'aws:sourceip': '1.2.3.4' }, /stated twice/],
    [
      'a version of TLS without TLS',
      { 's3:TlsVersion': '1.2', 'aws:SecureTransport': false },
      /contradicts aws:SecureTransport/,
    ],
    ['the age of MFA without MFA', { 'aws:MultiFactorAuthAge': 60 }, /needs aws:MultiFactorAuthPresent/],
  ])('refuses %s', (_, assume, message) => {
    expect(fault(assume)).toMatch(message);
  });

  test.each(assumableKeys.map((row) => [row.name, row] as const))(
    '%s is a key of AWS, has an example that it takes, and as many values as AWS says',
    (name, { kind, example, usual = example, many = false }) => {
      const key = conditionKey(name.endsWith('/') ? `${name}x`.toLowerCase() : name.toLowerCase());
      expect(key).toMatchObject({ name, many });
      expect(valueRules[kind](example)).toBeUndefined();
      expect(valueRules[kind](usual)).toBeUndefined();
    },
  );
});
