import { describe, expect, test } from '@jest/globals';
import {
  type FakeEndpoint,
  fakeEndpoint,
  type Seen,
  type Told,
} from '../../stores/endpoint/testing/fake-endpoint.ts';
import { keyhole, keyholeHere, keyholeIn } from '../testing/run-keyhole.ts';

/** The requests of a backend's start, answered as an emulator does. */
function empty({ headers }: Seen): Told {
  if (headers.authorization?.includes('/kms/')) return { status: 200, body: '{"Keys":[]}' };
  if (headers.authorization?.includes('/iam/'))
    return { status: 200, body: '<ListUsersResponse><ListUsersResult/></ListUsersResponse>' };
  return { status: 200, body: '<ListAllMyBucketsResult/>' };
}

const givenUp = (message: RegExp) => ({
  exitCode: 2,
  stdout: '',
  stderr: expect.stringMatching(message),
});

const onEndpoint = ({ url }: FakeEndpoint) => ['--backend', 'endpoint', '--endpoint', url.origin];

describe('keyhole spec ends with one message and exit code 2', () => {
  test('at an endpoint that answers 500', async () => {
    await using endpoint = await fakeEndpoint(() => ({ status: 500, body: 'boom' }));
    const { exitCode, stdout, stderr } = await keyhole('spec', '--tags', '@W03', ...onEndpoint(endpoint));
    expect({ exitCode, stdout, stderr }).toEqual(
      givenUp(/^keyhole: no usable AWS endpoint answers at \S+: .*500.*: boom\. Start the emulator.*\n$/),
    );
  });

  test('at an endpoint that answers 500 from the first example on', async () => {
    let asked = 0;
    await using endpoint = await fakeEndpoint((seen) => {
      asked++;
      return asked <= 3 ? empty(seen) : { status: 500, body: 'boom' };
    });
    const { exitCode, stdout, stderr } = await keyhole('spec', '--tags', '@W03', ...onEndpoint(endpoint));
    expect({ exitCode, stdout, stderr }).toEqual(
      givenUp(
        /^F\nkeyhole: the store at \S+ stopped answering during the run: .*boom\. Start it and run again\n$/,
      ),
    );
  });

  test('if no Docker answers', async () => {
    const gone = { DOCKER_HOST: 'tcp://127.0.0.1:1' };
    const { exitCode, stdout, stderr } = await keyholeIn(
      gone,
      'spec',
      '--tags',
      '@W03',
      '--backend',
      'localstack',
    );
    expect({ exitCode, stdout, stderr }).toEqual(givenUp(/^keyhole: no Docker answers\. Start it .*\n$/));
  });
});

test('keyhole lab before another store ends with one message and exit code 2 where its port is taken', async () => {
  await using endpoint = await fakeEndpoint(empty);
  const { port } = endpoint.url;
  const { exitCode, stderr } = await keyholeHere('lab', '--empty', '--port', port, ...onEndpoint(endpoint));
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringMatching(/^keyhole: .*is in use: choose another with --port.*\n$/),
  });
});
