import { createHmac } from 'node:crypto';
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketNotificationConfigurationCommand,
  GetBucketPolicyCommand,
  GetObjectAclCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutBucketCorsCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  type S3Client,
  UpdateObjectEncryptionCommand,
} from '@aws-sdk/client-s3';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Decision } from '../../../authorization/terms/decision.ts';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { newAccessPoint, setAccessPointPolicy } from '../../testing/access-points.ts';
import { setBucketPolicy } from '../../testing/buckets.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import {
  allow,
  type Clients,
  codeOf,
  deny,
  newKey,
  type StatementText,
  to,
} from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
const Bucket = 'records';
const Key = 'in/a.txt';
const arn = `arn:aws:s3:eu-west-1:${account}:accesspoint/mine`;
const bucketArn = `arn:aws:s3:::${Bucket}`;
const everywhere = [arn, `${arn}/object/*`, bucketArn, `${bucketArn}/*`];

let root: Clients;
let alias: string;

const pointPolicy = (...statements: StatementText[]) =>
  setAccessPointPolicy(root, { AccountId: account, Name: 'mine' }, ...statements);
const bucketPolicy = (...statements: StatementText[]) => setBucketPolicy(root, Bucket, ...statements);
const decisions = (): readonly Decision[] => lab.lab.decisionLog.records().at(-1)?.decisions ?? [];
const resources = () => decisions().map(({ result, permission }) => `${result} ${permission.resource}`);
const keysIn = async () =>
  (await root.s3.send(new ListObjectsV2Command({ Bucket }))).Contents?.map((object) => object.Key) ?? [];

beforeEach(async () => {
  root = lab.as(account);
  await root.s3.send(new CreateBucketCommand({ Bucket }));
  for (const key of [Key, 'in/b.txt', 'out/c.txt'])
    await root.s3.send(new PutObjectCommand({ Bucket, Key: key, Body: 'a' }));
  alias = await newAccessPoint(root, { AccountId: account, Name: 'mine', Bucket });
});

describe('DeleteObjects through an access point decides each key there and for the bucket', () => {
  const remove = ({ s3 }: Clients, ...keys: string[]) =>
    s3.send(
      new DeleteObjectsCommand({ Bucket: alias, Delete: { Objects: keys.map((one) => ({ Key: one })) } }),
    );
  const ofUser = (Resource: string) => ({
    ...allow('s3:DeleteObject', Resource),
    ...to(`arn:aws:iam::${account}:user/ana`),
  });

  test('and deletes those that both permit', async () => {
    const ana = await lab.user(account, 'ana', allow('s3:DeleteObject', `${bucketArn}/*`));
    await pointPolicy(ofUser(`${arn}/object/in/*`));
    await bucketPolicy({ ...deny('s3:DeleteObject', `${bucketArn}/in/b.txt`), Principal: '*' });
    const { Deleted, Errors } = await remove(ana, 'in/b.txt', 'out/c.txt', Key);
    expect(resources()).toEqual([
      `Granted ${arn}/object/in/b.txt`,
      `Denied ${bucketArn}/in/b.txt`,
      `Denied ${arn}/object/out/c.txt`,
      `Granted ${arn}/object/${Key}`,
      `Granted ${bucketArn}/${Key}`,
    ]);
    expect(Deleted?.map((one) => one.Key)).toEqual([Key]);
    expect(Errors?.map(({ Key: key, Code }) => `${key} ${Code}`)).toEqual([
      'in/b.txt AccessDenied',
      'out/c.txt AccessDenied',
    ]);
    expect(await keysIn()).toEqual(['in/b.txt', 'out/c.txt']);
  });

  test('and lists a key that cannot be decided as an error', async () => {
    const bob = await lab.user(otherAccount, 'bob', allow('s3:DeleteObject', `${arn}/object/*`));
    await pointPolicy({ ...allow('s3:DeleteObject', `${arn}/object/*`), ...to(otherAccount) });
    await bucketPolicy({ ...allow('s3:DeleteObject', `${bucketArn}/*`), ...to(otherAccount) });
    const { Errors } = await remove(bob, Key);
    expect(Errors?.map(({ Code }) => Code)).toEqual(['NotImplemented']);
    expect(await keysIn()).toContain(Key);
  });

  test('but none from outside its VPC', async () => {
    const VpcConfiguration = { VpcId: 'vpc-1a2b3c4d' };
    alias = await newAccessPoint(root, { AccountId: account, Name: 'inside', Bucket, VpcConfiguration });
    expect(await codeOf(remove(root, Key, 'in/b.txt'))).toBe('403 AccessDenied');
    expect(await keysIn()).toHaveLength(3);
  });
});

describe('The settings and ACLs that access points show are decided there and for the bucket', () => {
  const CORSConfiguration = { CORSRules: [{ AllowedMethods: ['GET'], AllowedOrigins: ['*'] }] };
  const requests: readonly [string, string, (s3: S3Client) => Promise<unknown>][] = [
    ['GetBucketAcl', 's3:GetBucketAcl', (s3) => s3.send(new GetBucketAclCommand({ Bucket: alias }))],
    ['GetBucketCors', 's3:GetBucketCORS', (s3) => s3.send(new GetBucketCorsCommand({ Bucket: alias }))],
    ['GetBucketPolicy', 's3:GetBucketPolicy', (s3) => s3.send(new GetBucketPolicyCommand({ Bucket: alias }))],
    [
      'GetBucketNotificationConfiguration',
      's3:GetBucketNotification',
      (s3) => s3.send(new GetBucketNotificationConfigurationCommand({ Bucket: alias })),
    ],
    ['GetObjectAcl', 's3:GetObjectAcl', (s3) => s3.send(new GetObjectAclCommand({ Bucket: alias, Key }))],
  ];

  test.each(requests)('%s', async (_, action, request) => {
    await root.s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration }));
    await bucketPolicy({ ...deny('s3:PutObject', `${bucketArn}/*`), Principal: '*' });
    const both = await lab.user(account, 'both', allow(action, everywhere));
    const pointAlone = await lab.user(account, 'point', allow(action, everywhere.slice(0, 2)));
    const bucketAlone = await lab.user(account, 'bucket', allow(action, everywhere.slice(2)));
    expect(await codeOf(request(both.s3))).toBe('granted');
    expect(await codeOf(request(pointAlone.s3))).toBe('403 AccessDenied');
    expect(await codeOf(request(bucketAlone.s3))).toBe('403 AccessDenied');
  });

  test('PutObjectAcl, which a bucket without ACLs does not allow', async () => {
    const put = ({ s3 }: Clients) =>
      codeOf(s3.send(new PutObjectAclCommand({ Bucket: alias, Key, ACL: 'private' })));
    const ana = await lab.user(account, 'ana', allow('s3:PutObjectAcl', everywhere.slice(2)));
    expect(await put(ana)).toBe('403 AccessDenied');
    expect(await put(root)).toBe('400 AccessControlListNotSupported');
  });

  test('UpdateObjectEncryption', async () => {
    const ObjectEncryption = { SSEKMS: { KMSKeyArn: await newKey(root) } };
    const update = ({ s3 }: Clients) =>
      codeOf(s3.send(new UpdateObjectEncryptionCommand({ Bucket: alias, Key, ObjectEncryption })));
    const actions = ['s3:PutObject', 's3:UpdateObjectEncryption', 'kms:*'];
    const ana = await lab.user(
      account,
      'ana',
      allow(actions),
      deny('s3:UpdateObjectEncryption', `${arn}/object/*`),
    );
    expect(await update(ana)).toBe('403 AccessDenied');
    expect(await update(root)).toBe('granted');
  });
});

describe('ListMultipartUploads through an access point', () => {
  const Action = 's3:ListBucketMultipartUploads';
  const list = ({ s3 }: Clients) => codeOf(s3.send(new ListMultipartUploadsCommand({ Bucket: alias })));

  test('shows the uploads of the bucket', async () => {
    await root.s3.send(new CreateMultipartUploadCommand({ Bucket, Key: 'u' }));
    const { Uploads } = await root.s3.send(new ListMultipartUploadsCommand({ Bucket: alias }));
    expect(Uploads?.map((upload) => upload.Key)).toEqual(['u']);
  });

  test.each<[string, readonly string[], string]>([
    ['both', everywhere, 'granted'],
    ['the access point alone', [arn], '403 AccessDenied'],
    ['the bucket alone, which AWS may find enough', [bucketArn], '501 NotImplemented'],
    ['neither', ['arn:aws:s3:::other'], '403 AccessDenied'],
  ])('is decided if policies name %s', async (_, names, answer) => {
    const ana = await lab.user(account, 'ana', allow(Action, names));
    expect(await list(ana)).toBe(answer);
    const asked = { action: Action, resource: arn, resourceAccount: account, region: 'eu-west-1' };
    const principal = await lab.lab.principalOf(accessKeyOf(await ana.s3.config.credentials()));
    if (principal === undefined) throw new Error('the user has no principal');
    const decided = lab.lab.decide({ ...asked, principal, context: {}, absent: [] });
    const outcome = decided.then(({ result }) => (result === 'Granted' ? 'granted' : '403 AccessDenied'));
    expect(await outcome.catch(() => '501 NotImplemented')).toBe(answer);
  });
});

const accessKeyOf = ({ accessKeyId }: { readonly accessKeyId: string }) => accessKeyId;

describe('Signature Version 2', () => {
  /** Reads an object with a signature in the headers. */
  async function read(bucket: string): Promise<readonly unknown[]> {
    const date = new Date().toUTCString();
    const signed = createHmac('sha1', 'test').update(`GET\n\n\n${date}\n/${bucket}/${Key}`).digest('base64');
    const headers = { date, authorization: `AWS ${account}:${signed}` };
    const answer = await fetch(`${lab.lab.endpoint}/${bucket}/${Key}`, { headers });
    return [answer.status, /<Code>([^<]*)/.exec(await answer.text())?.[1]];
  }

  test('is taken for a bucket, and not for an access point', async () => {
    expect(await read(Bucket)).toEqual([200, undefined]);
    expect(await read(alias)).toEqual([400, 'InvalidRequest']);
  });
});
