import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PolicyKind } from '../../authorization/grammar/policy-kind.ts';
import { parsePolicy } from '../../authorization/parse-policy.ts';
import { AwsError } from '../../aws/aws-error.ts';
import { account } from '../../aws/testing/accounts.ts';
import { TABLE_POLICY_RULES } from '../services/dynamodb/table-policy-rules.ts';
import { INLINE_POLICY_RULES, MANAGED_POLICY_RULES } from '../services/iam/identity-policy-rules.ts';
import { TRUST_POLICY_RULES } from '../services/iam/trust-policy-rules.ts';
import { KEY_POLICY_RULES } from '../services/kms/key-policy-rules.ts';
import { accessPointPolicyRules, bucketPolicyRules } from '../services/s3/bucket-policy-rules.ts';
import { SECRET_POLICY_RULES } from '../services/secretsmanager/secret-policy-rules.ts';
import type { DocumentRules } from './document-rule.ts';
import { detailHeader, policyToStore } from './store-policy-document.ts';
import { refusalOf } from './testing/refusal-of.ts';

const KINDS: readonly (readonly [PolicyKind, DocumentRules, string])[] = [
  ['bucket', bucketPolicyRules('records'), 'MalformedPolicy'],
  ['key', KEY_POLICY_RULES, 'MalformedPolicyDocumentException'],
  ['identity', INLINE_POLICY_RULES, 'MalformedPolicyDocument'],
  ['identity', MANAGED_POLICY_RULES, 'MalformedPolicyDocument'],
  ['session', INLINE_POLICY_RULES, 'MalformedPolicyDocument'],
  ['trust', TRUST_POLICY_RULES, 'MalformedPolicyDocument'],
  ['secret', SECRET_POLICY_RULES, 'MalformedPolicyDocumentException'],
  ['table', TABLE_POLICY_RULES, 'ValidationException'],
];

function refused(text: string, kind: PolicyKind, rules: DocumentRules): AwsError | undefined {
  try {
    policyToStore(text, kind, rules);
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}

/** JSON in which elements of policies stand where they belong, and where they do not. */
const { document } = fc.letrec((tie) => ({
  document: fc.record(
    {
      Version: tie('value'),
      Id: tie('value'),
      Statement: fc.oneof(tie('statement'), fc.array(tie('statement'))),
    },
    { requiredKeys: [] },
  ),
  statement: fc.oneof(
    { weight: 9, arbitrary: fc.record(elements(tie('value')), { requiredKeys: [] }) },
    tie('value'),
  ),
  value: fc.oneof(
    fc.constantFrom(
      '2012-10-17',
      'Allow',
      'Deny',
      '*',
      's3:GetObject',
      'sts:AssumeRole',
      'arn:aws:s3:::records/*',
      '${',
    ),
    fc.constantFrom(account, 'arn:', ':', 'a:b:c', 'é\n', '', 7, true, null, [], {}, '__proto__'),
    fc.dictionary(
      fc.constantFrom('AWS', 'Service', 'StringEquals', 'ForAllValues:Bool', 'aws:SourceIp', '__proto__'),
      tie('value'),
      {
        maxKeys: 2,
      },
    ),
    fc.array(tie('value'), { maxLength: 3 }),
  ),
}));

function elements(value: fc.Arbitrary<unknown>) {
  const names = [
    'Sid',
    'Effect',
    'Principal',
    'NotPrincipal',
    'Action',
    'NotAction',
    'Resource',
    'NotResource',
    'Condition',
  ];
  return Object.fromEntries(names.map((name) => [name, value]));
}

describe.each(KINDS)('a policy document (%s)', (kind, rules, code) => {
  test('is read, or refused in words of its service with the place of the fault, whatever it holds', () => {
    const texts = fc.oneof(
      document.map((value) => JSON.stringify(value)),
      fc.json(),
      fc.string(),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const error = refused(text, kind, rules);
        if (error === undefined) return;
        expect(error).toMatchObject({ code, status: 400 });
        expect(error.message).not.toMatch(/\{\w+\}/);
        expect(error.headers[detailHeader]).toMatch(/^[\x20-\x7e]+ \(line \d+, column \d+\): [\x20-\x7e]+$/);
      }),
      { numRuns: 400 },
    );
  });
});

describe('a document that is stored already', () => {
  test.each([
    { Action: 's3:GetObjekt', Resource: 'arn:aws:s3:::records/*' },
    { Action: 's3:ListBucket', Resource: 'arn:aws:s3:::records/*' },
    { Action: 's3:GetObject', Resource: 'arn:aws:s3:::other/*' },
    {
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::records/*',
      Condition: { StringEquals: { 's3:prefix': 'a' } },
    },
  ])('is read for a decision, though S3 would not store it: %j', (members) => {
    const text = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal: '*', ...members }] });
    expect(refused(text, 'bucket', bucketPolicyRules('records'))).toBeDefined();
    expect(parsePolicy(text, { kind: 'bucket' }).statements).toHaveLength(1);
  });
});

describe('a large document', () => {
  test('with many patterns under many conditions is looked at in no more time than it takes to read', () => {
    const actions = Array.from(
      { length: 700 },
      (_, i) => `s3:*${'?'.repeat(i % 3)}${i % 2 ? '*' : ''}Object*`,
    );
    const tags = Array.from({ length: 400 }, (_, i) => [`s3:ExistingObjectTag/${i}`, 'a']);
    const statement = {
      Effect: 'Allow',
      Principal: '*',
      Action: actions,
      Resource: 'arn:aws:s3:::records/*',
      Condition: { StringEquals: Object.fromEntries(tags) },
    };
    const started = performance.now();
    expect(refusalOf({ Statement: [statement] }, 'bucket', bucketPolicyRules('records'))).toBe('stored');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('the detail of a refusal', () => {
  const detail = (text: string) =>
    refused(text, 'bucket', bucketPolicyRules('records'))?.headers[detailHeader];

  test('names the element, its place, and what is wrong there', () => {
    const text = `{
  "Statement": [{
    "Effect": "Allow", "Principal": "*", "Resource": "arn:aws:s3:::records/*",
    "Action": ["s3:GetObject", "s3:GetObjekt"]
  }]
}`;
    expect(detail(text)).toBe(
      'Statement[0].Action (line 4, column 5): "s3:GetObjekt" is not an action of s3',
    );
  });

  test('is one line of ASCII, and not longer than a header may be', () => {
    const long = JSON.stringify({ Statement: { Effect: `é\r\nx: y${'z'.repeat(5000)}` } });
    expect(detail(long)).toMatch(/^Statement\[0\]\.Effect .*"\\u00e9\\u000d\\u000ax: yz+$/);
    expect(detail(long)?.length).toBe(1000);
  });
});

/** The documents of the scenarios, with their placeholders filled in. */
const folder = join(import.meta.dirname, '../../..');
// A policy of a VPC endpoint is stored by EC2, which is not served.
const files = globSync('scenarios/*/{policies,corrected,added,variants}/*.json', { cwd: folder }).filter(
  (file) => !file.endsWith('only-the-partners-buckets.json'),
);

describe('each document of the scenarios is stored', () => {
  test.each(files)('%s', (file) => {
    const text = readFileSync(join(folder, file), 'utf8').replaceAll(
      /\{\{([a-zA-Z]+)\.([^}]*)\}\}/g,
      (_, kind: string, name: string) => placeholder(kind, name),
    );
    const { kind, rules } = kindOf(text);
    expect(refusalOf(text, kind, rules)).toBe('stored');
  });
});

const POINT = `arn:aws:s3:eu-west-1:${account}:accesspoint/point`;

/** The values of a placeholder. */
function placeholder(kind: string, name: string): string {
  if (kind === 'accounts') return name.endsWith('.root') ? `arn:aws:iam::${account}:root` : account;
  if (kind === 'keys') return name.endsWith('.arn') ? `arn:aws:kms:eu-west-1:${account}:key/1` : 'key-id';
  if (kind === 'buckets') return 'arn:aws:s3:::records';
  if (kind === 'accessPoints') return POINT;
  return `arn:aws:iam::${account}:${kind === 'roles' ? 'role' : 'user'}/a`;
}

/** A document is of the kind that its statements speak of. */
function kindOf(text: string): { readonly kind: PolicyKind; readonly rules: DocumentRules } {
  if (!/"(?:Not)?Principal"/.test(text)) return { kind: 'identity', rules: MANAGED_POLICY_RULES };
  if (/"sts:/.test(text)) return { kind: 'trust', rules: TRUST_POLICY_RULES };
  if (/"secretsmanager:/.test(text)) return { kind: 'secret', rules: SECRET_POLICY_RULES };
  if (text.includes(POINT)) return { kind: 'bucket', rules: accessPointPolicyRules(POINT) };
  const [, bucket = 'records'] = /arn:aws:s3:::([a-z0-9-]+)/.exec(text) ?? [];
  return /"s3:/.test(text)
    ? { kind: 'bucket', rules: bucketPolicyRules(bucket) }
    : { kind: 'key', rules: KEY_POLICY_RULES };
}
