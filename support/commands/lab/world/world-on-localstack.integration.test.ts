import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketPolicyCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { clientsFor } from '../../../client/clients.ts';
import { rootOf } from '../../../client/identity.ts';
import { projectRoot } from '../../../node/own-file.ts';
import { type RunningLocalstack, startLocalstack } from '../../../stores/localstack/localstack-container.ts';
import { dockerOrTold } from '../../../stores/localstack/testing/docker-or-told.ts';
import { inTemporaryFolder } from '../../testing/in-folder.ts';
import { keyholeHere } from '../../testing/run-keyhole.ts';
import { startedLab } from '../../testing/started-lab.ts';
import { folderOfLab } from '../running/lab-folder.ts';
import { copyOwnSpecification, watchedLab } from '../watch/testing/watched-lab.ts';

process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
const docker = await dockerOrTold();
inTemporaryFolder();

(docker ? describe : describe.skip)('a lab before LocalStack', () => {
  let localstack: RunningLocalstack;
  beforeAll(async () => {
    localstack = await startLocalstack();
  });
  afterAll(async () => localstack?.[Symbol.asyncDispose]());

  const before = () => ['--backend', 'endpoint', '--endpoint', localstack.endpoint, '--allow-remote'];
  const root = (endpoint: string, account: string) =>
    clientsFor({ endpoint, identity: rootOf(account), region: 'eu-west-1' });

  test('returns to its scenario by a reset, and its profiles stay right', async () => {
    const Bucket = 'my-write-only-bucket';
    const lab = await startedLab(
      'write-only-bucket',
      '--scenarios',
      join(projectRoot, 'scenarios'),
      ...before(),
    );
    const { s3 } = root(lab.endpoint, '222222222222');
    const policy = async () => (await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy;
    const original = await policy();
    const names = async () => {
      const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
      return Buckets.map(({ Name }) => Name);
    };
    const keys = async () => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
      return Contents.map(({ Key }) => Key);
    };
    /** The name of the user whose access key the lab's AWS files have. */
    const profiled = async () => {
      const text = readFileSync(join(folderOfLab(lab.endpoint), 'credentials'), 'utf8');
      const [, accessKeyId = '', secretAccessKey = ''] =
        /\[intake-administrator\]\naws_access_key_id = (\S+)\naws_secret_access_key = (\S+)/.exec(text) ?? [];
      const { sts } = clientsFor({
        endpoint: lab.endpoint,
        identity: { accessKeyId, secretAccessKey },
        region: 'eu-west-1',
      });
      return (await sts.send(new GetCallerIdentityCommand({}))).Arn;
    };
    const user = await profiled();
    const reset = () => keyholeHere('reset', '--endpoint', lab.endpoint);

    await s3.send(new CreateBucketCommand({ Bucket: 'beside' }));
    await s3.send(new PutObjectCommand({ Bucket, Key: 'later.txt', Body: 'x' }));
    const { Statement, ...document } = JSON.parse(original ?? '');
    const Policy = JSON.stringify({
      ...document,
      Statement: [{ ...Statement[0], Sid: 'Later' }, ...Statement],
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect(await reset()).toMatchObject({ exitCode: 0, stderr: '' });
    expect(await names()).toEqual([Bucket]);
    expect(await keys()).toEqual([]);
    expect(await policy()).toBe(original);
    expect(await profiled()).toBe(user);

    // A bucket that is gone cannot be put back, so everything is made again.
    await s3.send(new DeleteBucketCommand({ Bucket }));
    const { exitCode, stdout } = await reset();
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: `The lab at ${lab.endpoint} is as it was at its start: it was provisioned anew, with other key ids and access keys.\n`,
    });
    expect(await names()).toEqual([Bucket]);
    expect(await profiled()).toBe(user);
    expect(await lab.end('SIGINT')).toBe(0);
  });

  test('takes saved policies, and is provisioned anew if its scenario changes', async () => {
    copyOwnSpecification();
    const file = (name: string) => join('scenarios/shared-reports', name);
    const save = (name: string, change: (text: string) => string) => () =>
      writeFileSync(file(name), change(readFileSync(file(name), 'utf8')));
    const lab = await watchedLab(...before());
    const { s3 } = root(lab.endpoint, '111111111111');
    await s3.send(new PutObjectCommand({ Bucket: 'shared-reports', Key: 'kept', Body: 'x' }));
    const told = await lab.after(
      save('policies/bucket.json', (text) => text.replace('analyst', 'intern')),
      'the policies hold now',
    );
    expect(told).toContain('saved: policies/bucket.json');
    const policy = async () =>
      (await s3.send(new GetBucketPolicyCommand({ Bucket: 'shared-reports' }))).Policy;
    expect(await policy()).toContain(':role/intern');
    const keys = async () =>
      (await s3.send(new ListObjectsV2Command({ Bucket: 'shared-reports' }))).Contents?.map(({ Key }) => Key);
    expect(await keys()).toEqual(['kept']);
    await lab.after(
      save('scenario.yaml', (text) =>
        text.replace('bucketName: shared-reports', 'bucketName: other-reports'),
      ),
      'provisioned anew',
    );
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toEqual(['other-reports']);
    expect(await lab.end()).toBe(0);
  });

  test('refuses to be saved, and says what could not be', async () => {
    const lab = await startedLab('--empty', ...before());
    const { exitCode, stderr } = await keyholeHere('snapshot', 'save', 'a.json', '--endpoint', lab.endpoint);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringMatching(/No request to its store returns key material, access keys and secrets/),
    });
    expect(await lab.end('SIGINT')).toBe(0);
  });
});
