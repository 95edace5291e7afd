import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../serving/lab.ts';
import { clientEnvironment, run } from './client-process.ts';
import { describeWithClient } from './with-client.ts';
import { rootOf } from './write-only-bucket.ts';

const boto3 = {
  name: 'boto3',
  variable: 'KEYHOLE_PYTHON',
  command: 'python3',
  probe: ['-c', 'import boto3'],
};
const script = fileURLToPath(new URL('./boto3_session.py', import.meta.url));

// Each session starts an interpreter of its own.
describeWithClient(boto3, (command) => {
  let lab: Lab;

  beforeAll(async () => {
    lab = await startLab();
  });
  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
  });

  test.each([
    'objects',
    'listing',
    'presigning',
    'forms',
    'copying',
    'identities',
    'multipart',
    'tagging',
    'versioning',
    'secrets',
    'tables',
  ])('finds %s as it finds them at AWS', async (session) => {
    const ended = await run(command, [script, lab.endpoint, session], {
      cwd: '/',
      env: clientEnvironment(rootOf('999999999999'), 'eu-west-1'),
    });
    expect(ended).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    expect(lab.decisionLog.records().filter(({ response }) => response.status >= 500)).toEqual([]);
  });
});
