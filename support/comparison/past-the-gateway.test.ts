import { describe, expect, test } from '@jest/globals';
import { account } from '../aws/testing/accounts.ts';
import { putObject } from '../client/object-requests.ts';
import type { CastMember } from '../scenario/cast/actors.ts';
import { fakeEndpoint } from '../stores/endpoint/testing/fake-endpoint.ts';
import { attemptPast, clientsPast, outlastsTheScenario } from './past-the-gateway.ts';

const place = { Bucket: 'b', Key: 'k' };

/** The result of a cast member's upload, and the account that the endpoint takes it from. */
async function upload(member: CastMember, accountId: string | undefined, status: number, body = '') {
  await using endpoint = await fakeEndpoint(() => ({ status, body }));
  const store = {
    endpoint: endpoint.url.origin,
    region: 'eu-west-1',
    keys: new Set<string>(),
    disturbed() {},
  };
  const { s3 } = clientsPast(store, member, { accountId });
  const answer = await attemptPast(() => putObject(s3, place, { content: 'x' }));
  const { authorization } = endpoint.seen[0]?.headers ?? {};
  return { answer, signer: /Credential=([^/]+)/.exec(authorization ?? '')?.[1] };
}

describe('past the gateway', () => {
  test.each<[string, CastMember, string | undefined, string | undefined]>([
    ['a user or role signs with its account', { kind: 'named', name: 'ana' }, account, account],
    ['a root user signs with its account', { kind: 'root', account: 'one' }, account, account],
    [
      'a service signs with its name',
      { kind: 'service', service: 'transfer.amazonaws.com' },
      undefined,
      'transfer.amazonaws.com',
    ],
    ['an anonymous caller does not sign', { kind: 'anonymous' }, undefined, undefined],
  ])('%s', async (_, member, accountId, signer) => {
    expect((await upload(member, accountId, 200)).signer).toBe(signer);
  });

  test('an answer that is not an error grants', async () => {
    const { answer } = await upload({ kind: 'anonymous' }, undefined, 200);
    expect(answer).toMatchObject({ result: 'Granted', value: { written: { place } } });
  });

  test.each([
    [404, 'NoSuchBucket'],
    [403, 'AccessDenied'],
    [501, 'InternalFailure'],
  ])('an error with status %i is the answer', async (status, code) => {
    const body = `<Error><Code>${code}</Code><Message>m</Message></Error>`;
    const { answer } = await upload({ kind: 'anonymous' }, undefined, status, body);
    expect(answer).toMatchObject({ result: 'Failed', code, status, message: 'm' });
    expect(() => answer.result === 'Failed' && answer.records).toThrow(
      'past the gateway there are no records',
    );
  });

  test('a request without a response has no answer', async () => {
    await expect(attemptPast(() => Promise.reject(new Error('connection refused')))).rejects.toThrow(
      'connection refused',
    );
  });

  test.each<[string, object, boolean]>([
    ['GetObject', { Bucket: 'b' }, false],
    ['PutObject', { Bucket: 'b' }, false],
    ['CompleteMultipartUpload', { Bucket: 'b' }, false],
    ['GenerateDataKey', { KeyId: 'elsewhere' }, false],
    ['CreateUser', { UserName: 'ana' }, true],
    ['CreateSecret', { Name: 's', KmsKeyId: 'of the scenario' }, true],
    ['DisableKey', { KeyId: 'of the scenario' }, false],
    ['DisableKey', { KeyId: 'elsewhere' }, true],
  ])('%s of %j outlasts the scenario: %p', (operation, input, outlasting) => {
    expect(outlastsTheScenario(operation, input, new Set(['of the scenario']))).toBe(outlasting);
  });
});
