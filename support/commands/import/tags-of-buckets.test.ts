import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { startLab } from '../../gateway/serving/lab.ts';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { playScenario } from '../lab/play-scenario.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';
import { terraformPlan } from '../testing/terraform-plan.ts';

async function imported(...args: readonly string[]) {
  const { exitCode } = await keyholeHere('import', ...args, '--out', 'out');
  expect({ exitCode, gaps: gapsIn('out').filter((gap) => gap.includes('abac')) }).toEqual({
    exitCode: 0,
    gaps: [],
  });
  const { buckets } = parse(readFileSync('out/scenario.yaml', 'utf8'));
  return Object.values<Record<string, unknown>>(buckets).map(({ bucketName, tags, abac }) => ({
    bucketName,
    tags,
    abac,
  }));
}

const EXPECTED = [
  { bucketName: 'acme-decided', tags: { team: 'red' }, abac: true },
  { bucketName: 'acme-plain', tags: { team: 'red' }, abac: undefined },
];

test('A template tells whether the tags of a bucket count', async () => {
  const bucket = (name: string, more: string) =>
    `  ${name}: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-${name.toLowerCase()}, Tags: [{ Key: team, Value: red }]${more} } }\n`;
  const template = `Resources:\n${bucket('Decided', ', AbacStatus: Enabled')}${bucket('Plain', ', AbacStatus: Disabled')}`;
  using _folder = inFolder({ 't.yaml': template });
  expect(await imported('cloudformation', 't.yaml', '--account', 'data=222222222222')).toEqual(EXPECTED);
});

test('A plan tells whether the tags of a bucket count', async () => {
  const tags = { team: 'red' };
  const plan = terraformPlan({
    decided: { type: 'aws_s3_bucket', values: { bucket: 'acme-decided', tags } },
    plain: { type: 'aws_s3_bucket', values: { bucket: 'acme-plain', tags } },
    counting: {
      type: 'aws_s3_bucket_abac',
      values: { bucket: 'acme-decided', abac_status: [{ status: 'Enabled' }] },
    },
  });
  using _folder = inFolder({ 'plan.json': plan });
  expect(await imported('terraform', 'plan.json', '--account', 'data=222222222222')).toEqual(EXPECTED);
});

test.each([
  [
    't.yaml',
    ['cloudformation', 't.yaml'],
    'Resources:\n  A:\n    Type: AWS::S3::Bucket\n    Properties:\n      AbacStatus: On\n',
    /t\.yaml:5.*AbacStatus.*it is neither Enabled nor Disabled/,
  ],
  [
    'plan.json',
    ['terraform', 'plan.json'],
    terraformPlan({
      a: { type: 'aws_s3_bucket', values: { bucket: 'acme-a' } },
      abac: { type: 'aws_s3_bucket_abac', values: { bucket: 'acme-a', abac_status: [{ status: 'On' }] } },
    }),
    /status.*it is neither Enabled nor Disabled/,
  ],
])('A status that AWS does not have is listed: %s', async (name, args, text, told) => {
  using _folder = inFolder({ [name]: text });
  await keyholeHere('import', ...args, '--account', 'data=222222222222', '--out', 'out');
  expect(gapsIn('out').join('\n')).toMatch(told);
});

test('An account tells whether the tags of a bucket count', async () => {
  using _folder = inFolder({
    credentials: '[root]\naws_access_key_id = 222222222222\naws_secret_access_key = test\n',
    'scenarios/tags/scenario.yaml': `title: Tags
region: eu-west-1
accounts: { data: "222222222222" }
buckets:
  decided: { account: data, bucketName: acme-decided, tags: { team: red }, abac: true }
  plain: { account: data, bucketName: acme-plain, tags: { team: red } }
`,
  });
  await using lab = await startLab();
  await playScenario(loadScenario('scenarios', 'tags'), lab, { quotas: {}, facts: (around) => around });
  process.env.AWS_SHARED_CREDENTIALS_FILE = 'credentials';
  try {
    expect(await imported('aws', '--account', 'data=root', '--endpoint', lab.endpoint)).toEqual(EXPECTED);
  } finally {
    delete process.env.AWS_SHARED_CREDENTIALS_FILE;
  }
});
