import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AwsError } from '../../aws/aws-error.ts';
import { startLab } from '../../gateway/serving/lab.ts';
import { encodeError } from '../../wire/encode-error.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

/** A proxy to a lab that changes the host name, like a user's own name for the lab. */
async function underAnotherName(endpoint: string, host: string) {
  const relay = createServer((incoming, outgoing) => {
    const { method, url, headers } = incoming;
    get(new URL(url ?? '/', endpoint), { method, headers: { ...headers, host } }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(outgoing);
    });
  });
  await new Promise<void>((listening) => relay.listen(0, '127.0.0.1', listening));
  const { port } = relay.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}`, [Symbol.dispose]: () => void relay.close() };
}

const commands = [
  ['explain', ['explain']],
  ['explain of one decision', ['explain', '5F2A1C9E0B7D4E63']],
  ['trail', ['trail', '--account', '111111111111']],
] as const;

test.each(commands)('%s says that a lab does not know its host name, and the remedy', async (_, args) => {
  await using lab = await startLab();
  using renamed = await underAnotherName(lab.endpoint, 'lab.example');
  const { exitCode, stderr } = await keyholeHere(...args, '--endpoint', renamed.address);
  expect(exitCode).toBe(2);
  expect(stderr.replace(/\s+/g, ' ')).toMatch(
    /the lab at http:\S+ refuses to answer: keyhole does not answer to the host name "lab\.example".* start the lab with --host-name lab\.example/,
  );
});

describe('An answer 403', () => {
  let answered: { readonly type: string; readonly body: string };
  const server = createServer((_, response) => {
    response.writeHead(403, { 'content-type': answered.type }).end(answered.body);
  });
  beforeEach(() => new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening)));
  afterEach(() => new Promise<void>((closed) => server.close(() => closed())));

  const asked = async (args: readonly string[]) => {
    const { port } = server.address() as AddressInfo;
    const { exitCode, stderr } = await keyholeHere(...args, '--endpoint', `http://127.0.0.1:${port}`);
    return { exitCode, stderr: stderr.replace(/\s+/g, ' ') };
  };

  test.each(commands)('%s repeats the words of a lab that refuses to show its decisions', async (_, args) => {
    answered = { type: 'text/plain', body: 'keyhole tells this to --observer 10.0.0.1 only\n' };
    expect(await asked(args)).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('refuses to answer: keyhole tells this to --observer 10.0.0.1 only'),
    });
  });

  test.each(commands)('%s repeats why a lab refuses a page', async (_, args) => {
    const error = new AwsError('ForeignOrigin', 403, 'keyhole serves no "page" & none else');
    const { body } = encodeError({ service: 's3', error, requestId: 'x' });
    answered = { type: 'application/xml', body: String(body) };
    expect((await asked(args)).stderr).toContain('refuses to answer: keyhole serves no "page" & none else');
  });

  test.each([
    ['another server', 'text/plain', 'go away'],
    [
      'an S3 that is not a lab',
      'application/xml',
      '<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>',
    ],
    ['a page without end', 'text/plain', `keyhole ${'x'.repeat(100_000)}`],
  ])('of %s is not repeated', async (_, type, body) => {
    answered = { type, body };
    expect((await asked(['explain'])).stderr).toMatch(/answers with 403, and not as a keyhole lab does/);
  });
});
