import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import { describe, expect, test } from '@jest/globals';
import { clientsFor } from '../../client/clients.ts';
import { rootOf } from '../../client/identity.ts';
import { inTemporaryFolder } from '../testing/in-folder.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';
import { startedLab } from '../testing/started-lab.ts';

test.each([
  ['write-only-bucket', ['my-write-only-bucket']],
  ['--empty', []],
])('keyhole reset returns the lab of %s to its start', async (what, names) => {
  const lab = await startedLab(what);
  const identity = rootOf('222222222222');
  const { s3 } = clientsFor({ endpoint: lab.endpoint, identity, region: 'us-east-1' });
  await s3.send(new CreateBucketCommand({ Bucket: 'beside' }));
  const { exitCode, stdout } = await keyholeHere('reset', '--endpoint', lab.endpoint);
  expect({ exitCode, stdout }).toEqual({
    exitCode: 0,
    stdout: `The lab at ${lab.endpoint} is as it was at its start.\n`,
  });
  const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
  expect(Buckets.map(({ Name }) => Name)).toEqual(names);
  const ofPage = await fetch(`${lab.endpoint}/_keyhole/reset`, { method: 'POST', body: '{}' });
  expect(ofPage.status).toBe(403);
  expect(await lab.end('SIGINT')).toBe(0);
});

describe('another command that changes a lab', () => {
  inTemporaryFolder();

  test('is told in the terminal of the lab', async () => {
    const lab = await startedLab('write-only-bucket');
    const at = ['--endpoint', lab.endpoint];
    await keyholeHere('snapshot', 'save', 'kept.json', ...at);
    await keyholeHere('reset', ...at);
    await keyholeHere('snapshot', 'load', 'kept.json', ...at);
    await lab.end('SIGINT');
    expect(lab.told()).toMatch(
      /^\d\d:\d\d:\d\d reset: the lab is as it was at its start\n\d\d:\d\d:\d\d a snapshot was loaded, with the scenario write-only-bucket\n$/m,
    );
  });
});

test('keyhole reset says that no lab answers', async () => {
  const { exitCode, stderr } = await keyholeHere('reset', '--endpoint', 'http://127.0.0.1:1');
  expect({ exitCode, stderr }).toEqual({
    exitCode: 2,
    stderr: expect.stringContaining('nothing answers at http://127.0.0.1:1'),
  });
});
