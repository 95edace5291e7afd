import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { account } from '../aws/testing/accounts.ts';
import { clientsFor } from '../client/clients.ts';
import { rootOf } from '../client/identity.ts';
import { fakeEndpoint, type Seen, type Told } from '../stores/endpoint/testing/fake-endpoint.ts';
import { startEndpointBackend } from './endpoint-backend.ts';

type Answer = (seen: Seen) => Told | undefined;

const nothing: Answer = () => undefined;
const broken: Answer = () => ({ status: 500, body: '<html>boom' });
/** The requests of a backend's start, answered as an emulator does. */
const empty: Answer = ({ headers }) => {
  if (headers.authorization?.includes('/kms/')) return { status: 200, body: '{"Keys":[]}' };
  if (headers.authorization?.includes('/iam/')) {
    const users = '<Users/><IsTruncated>false</IsTruncated>';
    return {
      status: 200,
      body: `<ListUsersResponse><ListUsersResult>${users}</ListUsersResult></ListUsersResponse>`,
    };
  }
  return { status: 200, body: '<ListAllMyBucketsResult><Buckets/></ListAllMyBucketsResult>' };
};

const patience = 200;
const unusable = (message: RegExp) => ({
  code: 'unusable-backend',
  message: expect.stringMatching(message),
});

describe('an endpoint is refused before any scenario', () => {
  test.each<[string, Answer, RegExp]>([
    [
      'answers 500',
      broken,
      /^no usable AWS endpoint answers at \S+: the store answered 500 .*boom\. Start the emulator, or/,
    ],
    [
      'hangs',
      nothing,
      /^no usable AWS endpoint .*: .*has not answered (?:for|within) 0\.2 seconds\. Start the emulator, or/,
    ],
    ['is some other server', () => ({ status: 200, body: '<html>welcome' }), /^no usable AWS endpoint/],
  ])('that %s', async (_, answer, message) => {
    await using endpoint = await fakeEndpoint(answer);
    const starting = startEndpointBackend({ endpoint: endpoint.url.origin, patience });
    await expect(starting).rejects.toMatchObject(unusable(message));
  });

  test('that no process listens at', async () => {
    const starting = startEndpointBackend({ endpoint: 'http://127.0.0.1:1', patience });
    await expect(starting).rejects.toMatchObject(
      unusable(/^no usable AWS endpoint .* at http:\/\/127\.0\.0\.1:1: .*the connection was refused\. Start/),
    );
  });
});

describe('an endpoint is given up in the middle of a run', () => {
  test.each<[string, Answer | 'gone', RegExp]>([
    [
      'answers 500 from then on',
      broken,
      /stopped answering during the run: the store answered 500 .*boom\. Start it and run again/,
    ],
    [
      'hangs from then on',
      nothing,
      /stopped answering during the run: .*has not answered .* 0\.2 seconds\. Start it and run again/,
    ],
    [
      'is gone',
      'gone',
      /stopped answering during the run: .*the connection was refused\. Start it and run again/,
    ],
  ])('that %s', async (_, fault, message) => {
    let answer = empty;
    await using endpoint = await fakeEndpoint((seen) => answer(seen));
    await using backend = await startEndpointBackend({ endpoint: endpoint.url.origin, patience });
    await backend.check();
    if (fault === 'gone') await endpoint[Symbol.asyncDispose]();
    else answer = fault;
    const { s3 } = clientsFor({
      endpoint: backend.gateway.endpoint,
      identity: rootOf(account),
      region: 'eu-west-1',
    });
    // No caller is told that access was denied.
    await expect(s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({
      $metadata: { httpStatusCode: fault === broken ? 500 : 503 },
    });
    await expect(backend.check()).rejects.toMatchObject(unusable(message));
    // A store that was lost stays lost, so that a run ends with one message.
    answer = empty;
    await expect(backend.check()).rejects.toMatchObject(unusable(message));
  });
});

describe('what was done past the gateway', () => {
  test.each([
    ['is removed with all there is', true, 1],
    ['where nothing was, nothing is emptied', false, 0],
  ])('%s', async (_, disturbed, times) => {
    let emptied = 0;
    const emptying = async () => {
      emptied++;
    };
    await using endpoint = await fakeEndpoint(empty);
    await using backend = await startEndpointBackend({ endpoint: endpoint.url.origin, empty: emptying });
    if (disturbed) backend.disturbed();
    await backend.removeAll();
    await backend.removeAll();
    expect(emptied).toBe(times);
  });
});
