import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { ToSign } from './signed-request.ts';
import { unharmedVictim } from './unharmed-victim.ts';

const victim = unharmedVictim();
const levels = 100_000;
const arrays = `${'['.repeat(levels)}${']'.repeat(levels)}`;
const objects = `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const elements = `${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`;

const md5 = (body: string) => createHash('md5').update(body).digest('base64');
const put = (what: string, body: string): ToSign => ({
  line: `PUT /victim?${what}`,
  headers: { 'content-md5': md5(body) },
  body,
});
const json = (service: string, target: string, body: string): ToSign => ({
  service,
  line: 'POST /',
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target },
  body,
});
const form = (service: string, action: string, rest: string): ToSign => ({
  service,
  line: 'POST /',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: `Action=${action}&Version=${service === 'iam' ? '2010-05-08' : '2011-06-15'}&${rest}`,
});

test.each<[string, ToSign, RegExp]>([
  ['a bucket policy', put('policy', arrays), /^400 PolicyTooLarge$/],
  ['a body', put('policy', objects), /^400 MaxMessageLengthExceeded$/],
  ['a lifecycle configuration', put('lifecycle', elements), /^400 MalformedXML$/],
  [
    'a key policy',
    json('kms', 'TrentService.CreateKey', JSON.stringify({ Policy: `{"Statement":${arrays}}` })),
    /^400 (?:MalformedPolicyDocumentException|LimitExceededException|ValidationException)$/,
  ],
  [
    'a member that KMS has',
    json('kms', 'TrentService.CreateKey', `{"Tags":${arrays}}`),
    /^400 SerializationException$/,
  ],
  ['a member that KMS does not have', json('kms', 'TrentService.ListKeys', `{"Other":${arrays}}`), /^200/],
  [
    'an attribute value',
    json(
      'dynamodb',
      'DynamoDB_20120810.PutItem',
      `{"TableName":"none","Item":{"a":${'{"L":['.repeat(levels)}${']}'.repeat(levels)}}}`,
    ),
    /^400 SerializationException$/,
  ],
  [
    'the policy of a secret',
    json(
      'secretsmanager',
      'secretsmanager.PutResourcePolicy',
      JSON.stringify({ SecretId: 'none', ResourcePolicy: objects.slice(0, 20_000) }),
    ),
    /^400 \w+Exception$/,
  ],
  [
    "a user's policy",
    form(
      'iam',
      'CreatePolicy',
      `PolicyName=p&PolicyDocument=${arrays.slice(-levels - 30_000, -levels + 30_000)}`,
    ),
    /^409 LimitExceeded$/,
  ],
  [
    'a session policy',
    form(
      'sts',
      'AssumeRole',
      `RoleArn=arn:aws:iam::111111111111:role/r&RoleSessionName=session&Policy=${arrays}`,
    ),
    /^40[03] \w+$/,
  ],
  [
    'the name of a parameter',
    form('iam', 'CreateUser', `UserName=eve&Tags${'.member'.repeat(levels)}=x`),
    /^400 MalformedInput$/,
  ],
])('%s nested a hundred thousand levels deep is refused, and nothing fails', async (_, request, refusal) => {
  const { status, code } = await victim().sendSigned(request);
  expect(`${status} ${code}`).toMatch(refusal);
});

const deepest = `${'['.repeat(9000)}${']'.repeat(9000)}`;

test.each<[string, ToSign, string]>([
  ['an ACL', put('acl', `${'<a>'.repeat(30_000)}${'</a>'.repeat(30_000)}`), '400 MalformedXML'],
  ['a bucket policy', put('policy', deepest), '400 MalformedPolicy'],
  ['a statement of a bucket policy', put('policy', `{"Statement":${deepest}}`), '400 MalformedPolicy'],
  [
    'a condition of a bucket policy',
    put(
      'policy',
      `{"Statement":{"Effect":"Deny","Principal":"*","Action":"*","Condition":{"Bool":{"a":${deepest}}}}}`,
    ),
    '400 MalformedPolicy',
  ],
  [
    'a key policy',
    json('kms', 'TrentService.CreateKey', JSON.stringify({ Policy: `{"Statement":${deepest}}` })),
    '400 MalformedPolicyDocumentException',
  ],
  [
    "a user's policy",
    form('iam', 'CreatePolicy', `PolicyName=p&PolicyDocument=${'['.repeat(3000)}${']'.repeat(3000)}`),
    '400 MalformedPolicyDocument',
  ],
])('%s nested as deeply as its limit lets it is malformed', async (_, request, refusal) => {
  const { status, code } = await victim().sendSigned(request);
  expect(`${status} ${code}`).toBe(refusal);
});
