import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Service } from '../operations.ts';
import { serviceNames } from '../services.ts';
import { javaPattern } from './java-pattern.ts';
import { isModelled, serviceConstraints } from './service-constraints.ts';
import { violationsMessage, violationsOf } from './violations.ts';

const services = serviceNames.filter(isModelled).toSorted();

describe('the constraints of the API models', () => {
  test('there is a file for each service, and no other file', () => {
    const files = readdirSync(new URL('constraints', import.meta.url));
    expect(files.sort()).toEqual(services.map((service) => `${service}.json`));
  });

  test.each(services)('the patterns of %s can be read', (service) => {
    for (const { pattern } of Object.values(serviceConstraints(service).shapes)) {
      if (pattern !== undefined) expect(() => javaPattern(pattern)).not.toThrow();
    }
  });

  test.each(services)('every shape that %s refers to is in its file', (service) => {
    const { inputs, shapes } = serviceConstraints(service);
    const referred = Object.values(shapes).flatMap(({ members = {}, item, key, value }) =>
      [...Object.values(members), item, key, value].filter((name) => name !== undefined),
    );
    for (const name of [...referred, ...Object.values(inputs)]) expect(shapes).toHaveProperty([name]);
  });
});

describe('a pattern of Java', () => {
  test.each<[string, string, boolean]>([
    ['[\\w+=,.@-]+', 'ann.lee@example', true],
    ['[\\w+=,.@-]+', 'ann lee', false],
    ['[\\w+=,.@-]+', 'ann\n', false],
    ['^a$|^b$', 'b', true],
    ['(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)', '/staff/', true],
    ['(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)', '/staff', false],
    ['[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*', 'größe 𝒳', true],
    ['[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*', 'a*b', false],
    ['\\p{Print}+', 'a~', true],
    ['\\p{Print}+', 'é', false],
    ['[0-9A-Za-z\\-\\_]+', 'a_b-c', true],
    ['^\\!?[a-zA-Z0-9 :_@\\/\\+\\=\\.\\-\\!]*$', '!team=a/b', true],
    ['^\\!?[a-zA-Z0-9 :_@\\/\\+\\=\\.\\-\\!]*$', '\\', false],
  ])('%s takes %j: %s', (pattern, text, taken) => {
    expect(javaPattern(pattern).test(text)).toBe(taken);
  });
});

const long = 'n'.repeat(65);
const notNull = 'failed to satisfy constraint: Member must not be null';
const tagKeyRules =
  '[Member must have length less than or equal to 128, Member must have length greater than or equal to 1, Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+]';

describe('the violations of an input', () => {
  test.each<[Service, string, object, string]>([
    ['iam', 'CreateUser', {}, `Value null at 'userName' ${notNull}`],
    [
      'iam',
      'CreateUser',
      { UserName: long },
      `Value '${long}' at 'userName' failed to satisfy constraint: Member must have length less than or equal to 64`,
    ],
    [
      'iam',
      'CreateUser',
      { UserName: 'a b' },
      "Value 'a b' at 'userName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]+",
    ],
    [
      'iam',
      'CreateUser',
      {
        UserName: 'ann',
        Tags: [
          { Key: 'a', Value: '' },
          { Key: '', Value: 'b' },
        ],
      },
      "2 validation errors detected: Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1; Value '' at 'tags.2.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
    ],
    [
      'iam',
      'UpdateAccessKey',
      { AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', Status: 'Off' },
      "Value 'Off' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive, Expired]",
    ],
    [
      'iam',
      'UntagUser',
      { UserName: 'ann', TagKeys: ['a', '*'] },
      `Value '[a, *]' at 'tagKeys' failed to satisfy constraint: Member must satisfy constraint: ${tagKeyRules}`,
    ],
    [
      'sts',
      'AssumeRole',
      { RoleArn: `arn:aws:iam::${'1'.repeat(12)}:role/r`, RoleSessionName: 'me', DurationSeconds: 899 },
      "Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ],
    [
      'kms',
      'Encrypt',
      { KeyId: 'k', Plaintext: new Uint8Array(4097) },
      "Value at 'plaintext' failed to satisfy constraint: Member must have length less than or equal to 4096",
    ],
    [
      'kms',
      'CreateGrant',
      { KeyId: 'k', GranteePrincipal: 'arn:x', Operations: ['Encrypt', 'Sing'], Constraints: {} },
      "Value '[Encrypt, Sing]' at 'operations' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [",
    ],
    [
      'dynamodb',
      'PutItem',
      { TableName: 't', Item: { a: { L: [{ M: {} }] } }, ReturnValues: 'SOME' },
      "Value 'SOME' at 'returnValues' failed to satisfy constraint: Member must satisfy enum value set: [NONE, ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATED_NEW]",
    ],
    [
      'secretsmanager',
      'TagResource',
      { SecretId: 's', Tags: [{ Key: 'k'.repeat(129), Value: '' }] },
      `Value '${'k'.repeat(129)}' at 'tags.1.member.key' failed to satisfy constraint: Member must have length less than or equal to 128`,
    ],
  ])('of %s:%s are explained', (service, operation, input, message) => {
    expect(violationsMessage(violationsOf(service, operation, input))).toContain(message);
  });

  test('are empty for a valid input', () => {
    const tags = { Tags: [{ Key: 'a', Value: 'b' }] };
    expect(violationsOf('iam', 'CreateUser', { UserName: 'ann', Path: '/staff/', ...tags })).toEqual([]);
    expect(violationsOf('iam', 'ListUsers', { MaxItems: 1000 })).toEqual([]);
    expect(violationsOf('sts', 'GetCallerIdentity', {})).toEqual([]);
    expect(violationsOf('dynamodb', 'PutItem', { TableName: 't', Item: { a: { S: '' } } })).toEqual([]);
  });

  test.each([0, 1001, Number.NaN])('a page of %p items is out of range', (MaxItems) => {
    expect(violationsOf('iam', 'ListUsers', { MaxItems })).not.toEqual([]);
  });

  test('name every missing member', () => {
    const found = violationsOf('sts', 'AssumeRole', {});
    expect(found.map(({ member, kind }) => [member, kind])).toEqual([
      ['roleArn', 'missing'],
      ['roleSessionName', 'missing'],
    ]);
    expect(violationsMessage(found)).toMatch(/^2 validation errors detected: /);
  });

  test('take time linear in the length of the input', () => {
    const started = performance.now();
    violationsOf('dynamodb', 'ImportTable', { S3BucketSource: { S3Bucket: 'a'.repeat(1_000_000) } });
    violationsOf('iam', 'CreateUser', { UserName: 'a'.repeat(1_000_000), Path: `/${'/'.repeat(1_000_000)}` });
    expect(performance.now() - started).toBeLessThan(1000);
  });
});
