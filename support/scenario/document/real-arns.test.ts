import { describe, expect, test } from '@jest/globals';
import {
  keyPolicy,
  policyOf,
  trustsLambda,
  twoAccounts,
  WrittenScenario,
} from '../testing/written-scenario.ts';

const written = new WrittenScenario();
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const MULTI_REGION_ID = 'mrk-1234abcd12ab34cd56ef1234567890ab';
const OTHER_ID = '9876abcd-12ab-34cd-56ef-1234567890ab';

const YAML = `${twoAccounts}roles:
  reader:
    account: data
    roleName: Reader
    path: /teams/
    trust: trust.json
    assumedBy: { service: lambda.amazonaws.com }
    policies: [policy.json]
keys:
  reports: { account: data, policy: key.json, keyId: ${KEY_ID} }
buckets:
  reports: { account: data, bucketName: acme-reports, policy: bucket.json }
`;

interface Documents {
  readonly yaml?: string;
  readonly bucket?: object;
  readonly policy?: object;
}

/** Writes the scenario with one statement of its bucket policy and one of its role's policy. */
function write({ yaml = YAML, bucket = {}, policy = {} }: Documents): void {
  const onBucket = {
    Effect: 'Allow',
    Principal: { AWS: 'arn:aws:iam::111111111111:role/teams/Reader' },
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::acme-reports/*',
  };
  const ofRole = { Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-reports/*' };
  written.write({
    'own/scenario.yaml': yaml,
    'own/trust.json': trustsLambda,
    'own/key.json': keyPolicy,
    'own/bucket.json': policyOf({ ...onBucket, ...bucket }),
    'own/policy.json': policyOf({ ...ofRole, ...policy }),
  });
}

const keyArn = (id: string, account = '111111111111', region = 'eu-west-1') =>
  `arn:aws:kms:${region}:${account}:key/${id}`;

describe('names that AWS refuses, or that could be a key of the scenario, are refused:', () => {
  test.each<[string, Documents, RegExp]>([
    [
      'the id of a multi-Region key',
      { yaml: YAML.replace(KEY_ID, MULTI_REGION_ID) },
      /own\/scenario\.yaml:13:54: keys\.reports\.keyId: is that of a multi-Region key: add multiRegion: true$/,
    ],
    [
      'the ARN of a multi-Region key',
      { yaml: YAML.replace(`keyId: ${KEY_ID}`, `arn: ${keyArn(MULTI_REGION_ID)}`) },
      /:13:52: keys\.reports\.arn: is that of a multi-Region key: add multiRegion: true/,
    ],
    [
      'a multi-Region key in a document, if the key may be it',
      {
        yaml: YAML.replace(`, keyId: ${KEY_ID}`, ''),
        policy: { Action: 'kms:Decrypt', Resource: keyArn(MULTI_REGION_ID) },
      },
      /policy\.json:7:7: "arn:aws:kms:\S+" may be a key of the scenario: add "keyId: mrk-\w+" and "multiRegion: true" to the key that it is \(reports\)/,
    ],
    [
      'a principal that the account does not have',
      { bucket: { Principal: { AWS: ['arn:aws:iam::111111111111:role/teams/Raeder'] } } },
      /^invalid-policy: .*own\/bucket\.json:\d+:\d+: "arn:aws:iam::111111111111:role\/teams\/Raeder" is not in the account data of the scenario, and AWS refuses .*; did you mean "arn:aws:iam::111111111111:role\/teams\/Reader"\?$/,
    ],
    [
      'a principal without its path',
      { bucket: { Principal: { AWS: 'arn:aws:iam::111111111111:role/Reader' } } },
      /"arn:aws:iam::111111111111:role\/Reader" is not in the account data/,
    ],
    [
      'a key, while a key of the account has no id of AWS',
      {
        yaml: YAML.replace(`, keyId: ${KEY_ID}`, ''),
        policy: { Action: 'kms:Decrypt', Resource: keyArn(KEY_ID) },
      },
      new RegExp(
        `own/policy\\.json:7:7: "${keyArn(KEY_ID)}" may be a key of the scenario: add "keyId: ${KEY_ID}" to the key that it is \\(reports\\)`,
      ),
    ],
    [
      "a part of a key's id",
      { policy: { Action: 'kms:Decrypt', Resource: keyArn('1234*') } },
      /"arn:aws:kms:eu-west-1:111111111111:key\/1234\*" matches part of a key's id/,
    ],
    ...[
      'arn:aws:kms:*1234abcd-*',
      'arn:aws:kms:*:*:*/1234abcd-*',
      `arn:aws:kms:*key/${OTHER_ID}`,
      `arn:aws:kms:eu-west-1:111111111111:key/\${aws:PrincipalTag/key}-56ef-1234567890ab`,
      'arn:aws:kms:eu-west-1:111111111111:key/????????-????-?4*',
    ].map((pattern): [string, Documents, RegExp] => [
      `a part of a key's id, in ${pattern}`,
      { policy: { Effect: 'Deny', Action: 'kms:Decrypt', Resource: pattern } },
      /matches part of a key's id/,
    ]),
    [
      "a part of a key's id in a condition",
      {
        bucket: {
          Condition: { StringLike: { 's3:x-amz-server-side-encryption-aws-kms-key-id': '*/1234*' } },
        },
      },
      /matches part of a key's id/,
    ],
    [
      'an ARN of a key in another region',
      { yaml: YAML.replace(`keyId: ${KEY_ID}`, `arn: ${keyArn(KEY_ID, '111111111111', 'us-east-1')}`) },
      /keys\.reports\.arn: names another account, region or key: the ARN of this key is arn:aws:kms:eu-west-1:111111111111:key\/1234/,
    ],
    [
      'two keys of one id',
      {
        yaml: YAML.replace(
          'keys:\n',
          `keys:\n  other: { account: data, policy: key.json, keyId: ${KEY_ID} }\n`,
        ),
      },
      /keys\.reports\.keyId: is also that of the key other/,
    ],
    [
      'an alias for the id of a key',
      { yaml: YAML.replace(KEY_ID, 'alias/reports') },
      /:13:54: keys\.reports\.keyId: must be the id of a key, e\.g\./,
    ],
  ])('%s', (_, documents, message) => {
    write(documents);
    expect(written.fault()).toMatch(message);
  });

  test('each ARN once', () => {
    const absent = 'arn:aws:iam::111111111111:role/Absent';
    write({ bucket: { Principal: { AWS: [absent, absent, absent.replace('Absent', 'Away')] } } });
    expect(written.fault().split('\n')).toHaveLength(2);
  });
});

test.each([
  `arn:aws:kms:*/${KEY_ID}`,
  `arn:aws:kms:*:111111111111:key/${KEY_ID}*`,
  'arn:aws:kms:*:*:key/????????-????-????-????-????????????',
  'arn:aws:kms:*:999999999999:key/1234*',
  'arn:aws:kms:*:*:alias/1234*',
  '*',
])('the pattern %s means for the created keys what it means on AWS', (pattern) => {
  write({ policy: { Action: 'kms:Decrypt', Resource: pattern } });
  expect(written.load().warnings).toEqual([]);
});

test('an account outside that scenario.yaml declares has no warning', () => {
  const bucket = {
    Principal: { AWS: ['arn:aws:iam::999999999999:role/Auditor', '888888888888'] },
  };
  write({ bucket, yaml: `${YAML}outsideAccounts: ["999999999999", "888888888888"]\n` });
  expect(written.load().warnings).toEqual([]);
  write({ bucket, yaml: `${YAML}outsideAccounts: ["999999999999"]\n` });
  expect(written.load().warnings).toEqual([expect.stringContaining('888888888888')]);
  write({ bucket, yaml: `${YAML}outsideAccounts: ["111111111111"]\n` });
  expect(() => written.load()).toThrow(/outsideAccounts\.0: is the account "data" of the scenario/);
});

describe('other names that the scenario lacks stay, with a warning:', () => {
  test.each<[string, Documents, string]>([
    [
      'a principal of an account outside the cast',
      { bucket: { Principal: { AWS: 'arn:aws:iam::222222222223:role/Auditor' } } },
      '"arn:aws:iam::222222222223:role/Auditor" is of the account 222222222223, which the scenario does not have: it stays as it is; did you mean "222222222222"?',
    ],
    [
      'an account outside the cast',
      { bucket: { Principal: { AWS: '999999999999' } } },
      '"999999999999" is of the account 999999999999, which the scenario does not have: it stays as it is; if you mean it, add it to outsideAccounts',
    ],
    [
      'a role in a condition',
      {
        policy: { Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/Reader' } } },
      },
      '"arn:aws:iam::111111111111:role/Reader" is not in the account data of the scenario; did you mean "arn:aws:iam::111111111111:role/teams/Reader"?',
    ],
    [
      'a key that is none of the scenario’s',
      { policy: { Action: 'kms:Decrypt', Resource: keyArn(OTHER_ID) } },
      `"${keyArn(OTHER_ID)}" is no key of the scenario; did you mean "${keyArn(KEY_ID)}"?`,
    ],
    [
      'a bucket whose name is almost right',
      { policy: { Resource: 'arn:aws:s3:::acme-report/*' } },
      '"arn:aws:s3:::acme-report/*" is no bucket of the scenario; did you mean "arn:aws:s3:::acme-reports"?',
    ],
  ])('%s', (_, documents, warning) => {
    write(documents);
    const { warnings } = written.load();
    expect(warnings).toEqual([expect.stringMatching(/own\/(?:bucket|policy)\.json:\d+:\d+: "/)]);
    expect(warnings[0]).toContain(warning);
  });
});

test.each<[string, object]>([
  ['a role by its ARN with path', {}],
  ['a key by its id on AWS', { Action: 'kms:Decrypt', Resource: keyArn(KEY_ID) }],
  ['a key in any region', { Action: 'kms:Decrypt', Resource: keyArn(KEY_ID, '111111111111', '*') }],
  ['any key', { Action: 'kms:Decrypt', Resource: keyArn('*') }],
  ['multi-Region keys, of which there are none', { Action: 'kms:Decrypt', Resource: keyArn('mrk-*') }],
  ['a bucket of which the scenario says nothing', { Resource: 'arn:aws:s3:::zebra/*' }],
])('%s is taken without a warning', (_, policy) => {
  write({ policy });
  expect(written.load().warnings).toEqual([]);
});
