import { join } from 'node:path';
import { CreateUserCommand, IAMClient, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  type ObjectIdentifier,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SpecError, type StartedGateway, startGateway } from './index.ts';
import { type ExpectedDenial, matchers } from './matchers.ts';

expect.extend(matchers);

const scenario = join(import.meta.dirname, '../../template/scenarios/shared-reports');
const report = { Bucket: 'shared-reports', Key: 'report.csv' };
let gateway: StartedGateway;

const reads = (principal: string, input = report) =>
  new S3Client(gateway.as(principal)).send(new GetObjectCommand(input));

const deletes = (principal: string, ...Objects: ObjectIdentifier[]) =>
  new S3Client(gateway.as(principal)).send(
    new DeleteObjectsCommand({ Bucket: 'shared-reports', Delete: { Objects } }),
  );

/** The message of a matcher's failure. */
async function failure(expectation: Promise<void>): Promise<string> {
  const error = await expectation.then(
    () => new Error('it passed'),
    (error: unknown) => error,
  );
  return error instanceof Error ? error.message : String(error);
}

beforeAll(async () => {
  gateway = await startGateway({ scenario });
  const writer = new S3Client(gateway.as('the writer role'));
  await expect(writer.send(new PutObjectCommand({ ...report, Body: 'revenue' }))).toBeGranted();
  const Resource = 'arn:aws:s3:::shared-reports/draft.csv';
  const Statement = { Effect: 'Allow', Action: 's3:DeleteObject', Resource };
  const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
  const iam = new IAMClient(gateway.as('the root user of the data account'));
  await iam.send(new PutRolePolicyCommand({ RoleName: 'writer', PolicyName: 'drafts', PolicyDocument }));
});

afterAll(() => gateway.stop());

describe('toBeGranted', () => {
  test('passes if the request is granted, and not if it is denied', async () => {
    await expect(reads('the analyst role')).toBeGranted();
    await expect(reads('the intern role')).not.toBeGranted();
  });

  test('fails with the explanation of a denial, in the names of the scenario', async () => {
    const message = await failure(expect(reads('the intern role')).toBeGranted());
    expect(message).toMatch(
      /^Expected the request to be granted; it was denied\.\n\nthe intern role · s3 GetObject/,
    );
    expect(message).toContain('arn:aws:sts::222222222222:assumed-role/intern/');
    expect(message).toMatch(/✗ s3:GetObject on "report\.csv" in the reports bucket/);
    expect(message).toMatch(
      /bucket\.json\s+:4 +Allow +"AnalystReads" +Principal\s+the intern role is not the analyst role/,
    );
  });

  test('fails with the statements that allow the request if it is not to be granted', async () => {
    const message = await failure(expect(reads('the analyst role')).not.toBeGranted());
    expect(message).toMatch(/^Expected the request to be denied; it was granted\.\n\n/);
    expect(message).toMatch(/✓ kms:Decrypt .*\n +allowed by/);
  });
});

describe('toBeDenied', () => {
  test.each<[ExpectedDenial | undefined]>([
    [undefined],
    [{}],
    [{ action: 's3:GetObject' }],
    [{ by: 'bucket policy' }],
    [{ action: 's3:GetObject', by: 'bucket policy' }],
  ])('passes for a denial as %j states it', async (expected) => {
    await expect(reads('the intern role')).toBeDenied(expected);
  });

  test.each<[ExpectedDenial]>([
    [{ action: 'kms:Decrypt' }],
    [{ by: 'key policy' }],
    [{ action: 's3:GetObject', by: 'identity policy' }],
  ])('fails for a denial that is not as %j states it, and says how it is', async (expected) => {
    const message = await failure(expect(reads('the intern role')).toBeDenied(expected));
    expect(message).toMatch(
      /^Expected the request to be denied with \{ .* \}; it was denied with \{ action: 's3:GetObject', by: 'bucket policy' \}\.\n\n/,
    );
    expect(message).toContain('"AnalystReads"');
  });

  test('passes for a request of several parts if all of them are denied', async () => {
    const denied = deletes('the writer role', { Key: 'report.csv' }, { Key: 'other.csv' });
    await expect(denied).toBeDenied({ action: 's3:DeleteObject', by: 'identity policy' });
    await expect(deletes('the writer role', { Key: 'draft.csv' })).toBeGranted();
  });

  test('fails if the request is granted, and passes then if it is negated', async () => {
    const message = await failure(expect(reads('the analyst role')).toBeDenied({ action: 's3:GetObject' }));
    expect(message).toMatch(
      /^Expected the request to be denied with \{ action: 's3:GetObject' \}; it was granted\.\n\n/,
    );
    await expect(reads('the analyst role')).not.toBeDenied();
    expect(await failure(expect(reads('the intern role')).not.toBeDenied())).toContain('"AnalystReads"');
  });
});

describe('neither matcher, also negated, passes for', () => {
  const others: readonly [string, () => unknown, RegExp][] = [
    [
      'a request that fails for another reason',
      () => reads('the root user of the data account', { ...report, Key: 'nothing' }),
      /^The request failed with NoSuchKey, and no policy denied it\.\n\nthe root user of the data account/,
    ],
    [
      'a request that is denied in part',
      () => deletes('the writer role', { Key: 'report.csv' }, { Key: 'draft.csv' }),
      /^A part of the request was denied, and not all of it: expect one object a call\.\n\n/,
    ],
    [
      'a request of which a part fails for another reason',
      () => deletes('the root user of the data account', { Key: 'report.csv', ETag: '"other"' }),
      /^A part of the request failed, and no policy denied it: expect one object a call\.\n\n/,
    ],
    ['a value that is no promise', () => ({}), /^expect needs the promise of a client's call/],
    [
      'a promise of something else',
      async () => 'granted',
      /^The call did not go to a gateway of this process/,
    ],
    [
      'a call that failed before it was answered',
      () => Promise.reject(new TypeError('boom')),
      /^The call failed before a gateway answered it: TypeError: boom\./,
    ],
    [
      'a request to a gateway that has stopped',
      async () => {
        await using stopped = await startGateway();
        const iam = new IAMClient(stopped.as('111111111111'));
        return await iam.send(new CreateUserCommand({ UserName: 'writer' }));
      },
      /^The call did not go to a gateway of this process/,
    ],
  ];

  test.each(others)('%s', async (_, call, message) => {
    expect(await failure(expect(call()).toBeGranted())).toMatch(message);
    expect(await failure(expect(call()).not.toBeGranted())).toMatch(message);
    expect(await failure(expect(call()).toBeDenied())).toMatch(message);
    expect(await failure(expect(call()).not.toBeDenied())).toMatch(message);
  });

  test('words that no denial has', async () => {
    const denied = () => expect(reads('the intern role'));
    const by = JSON.parse('{ "by": "buket policy" }');
    expect(await failure(denied().toBeDenied(by))).toMatch(
      /"buket policy" is nothing that denies; did you mean "bucket policy"\?/,
    );
    expect(await failure(denied().toBeDenied(JSON.parse('{ "layer": "scp" }')))).toMatch(
      /knows no "layer": give action or by/,
    );
    expect(await failure(denied().not.toBeDenied({ by: 'key policy' }))).toMatch(
      /not\.toBeDenied takes no details/,
    );
  });
});

describe('a gateway with a scenario', () => {
  test.each([
    ['the analyst role', 'granted'],
    ['analyst', 'granted'],
    ['arn:aws:iam::222222222222:role/analyst', 'granted'],
    ['the root user of the data account', 'granted'],
    ['111111111111', 'granted'],
    ['the root user of the partner account', 'denied'],
    ['anonymous', 'denied'],
  ])('acts as %s: %s', async (principal, outcome) => {
    if (outcome === 'granted') await expect(reads(principal)).toBeGranted();
    else await expect(reads(principal)).toBeDenied();
  });

  test.each([
    [
      'the analist role',
      /"the analist role" is not known in the scenario shared-reports; did you mean "the analyst role"\?/,
    ],
    ['arn:aws:s3:::shared-reports', /names no principal: give its name in the scenario, its ARN, such as/],
  ])('refuses to act as %s', (principal, message) => {
    expect(() => gateway.as(principal)).toThrow(message);
  });

  test('has its region, and explains what was granted too', async () => {
    expect(gateway.getRegion()).toBe('eu-west-1');
    const read = await reads('the analyst role');
    expect(gateway.explain(read)).toMatch(/^the analyst role · s3 GetObject · eu-west-1\n/);
    expect(gateway.explain({})).toBeUndefined();
  });

  test.each([
    ['scenarios', /there is no scenario "scenarios"; known: /],
    ['write-onyl-bucket', /there is no scenario "write-onyl-bucket"; did you mean "write-only-bucket"\?/],
  ])('does not start with %s', async (given, message) => {
    const starting = startGateway({ scenario: given });
    await expect(starting).rejects.toThrow(SpecError);
    await expect(starting).rejects.toThrow(message);
  });

  test('has no organization but its own', async () => {
    const root = { id: 'r-ab12', accounts: [] };
    const organization = { id: 'o-exampleorgid', managementAccount: '999999999999', root };
    await expect(startGateway({ scenario, organization })).rejects.toThrow(
      'a scenario has its own organization',
    );
  });
});

describe('a gateway without a scenario', () => {
  test('acts as principals that have an ARN', async () => {
    await using empty = await startGateway();
    const iam = new IAMClient(empty.as('arn:aws:iam::111111111111:root'));
    await expect(iam.send(new CreateUserCommand({ UserName: 'writer', Path: '/team/' }))).toBeGranted();
    const writer = new IAMClient(empty.as('arn:aws:iam::111111111111:user/team/writer'));
    await expect(writer.send(new CreateUserCommand({ UserName: 'x' }))).toBeDenied({
      action: 'iam:CreateUser',
      by: 'identity policy',
    });
    expect(() => empty.as('writer')).toThrow('"writer" names no principal: give its ARN, such as');
    const missing = new IAMClient(empty.as('arn:aws:iam::111111111111:user/missing'));
    await expect(missing.send(new CreateUserCommand({ UserName: 'x' }))).rejects.toThrow(
      'has no user named "missing"',
    );
  });
});
