import { GetObjectCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import { EndpointStore } from '../../../stores/endpoint/endpoint-store.ts';
import { fakeEndpoint, type Seen, type Told } from '../../../stores/endpoint/testing/fake-endpoint.ts';
import { startGatewayServer } from '../../serving/start-gateway-server.ts';

const keyArn = `arn:aws:kms:eu-west-1:${account}:key/1b2c3d4e-0000-4000-8000-000000000000`;
const somebodyElses = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: otherAccount }, Action: 'kms:*', Resource: '*' }],
});

/** An object that another client may encrypt anew without the gateway. */
class OneObject {
  encryption: Record<string, string> = {};
  lookups = 0;
  ownership = 'BucketOwnerEnforced';

  answer({ method, target, headers }: Seen): Told {
    const operation = String(headers['x-amz-target'] ?? '').replace('TrentService.', '');
    if (operation === 'GetKeyPolicy') return { status: 200, body: JSON.stringify({ Policy: somebodyElses }) };
    if (operation === 'ListGrants') return { status: 200, body: '{"Grants":[]}' };
    if (operation === 'ListAliases') return { status: 200, body: '{"Aliases":[]}' };
    const isOwner = headers.authorization?.includes(`=${account}/`) === true;
    if (target === '/') return { status: 200, body: isOwner ? BUCKETS : BUCKETS.replace('mine', 'another') };
    if (target.includes('?policy'))
      return { status: 404, body: '<Error><Code>NoSuchBucketPolicy</Code></Error>' };
    if (target.includes('?ownershipControls'))
      return { status: 200, body: OWNERSHIP.replace('BucketOwnerEnforced', this.ownership) };
    if (target.includes('?publicAccessBlock'))
      return { status: 404, body: '<Error><Code>NoSuchPublicAccessBlockConfiguration</Code></Error>' };
    if (target.includes('?versioning')) return { status: 200, body: '<VersioningConfiguration/>' };
    if (target.includes('?acl'))
      return { status: 200, body: target.includes('/k?') ? aclOf('another') : aclOf('one') };
    if (target === '/mine') return { status: 200, headers: { 'x-amz-bucket-region': 'eu-west-1' } };
    if (method === 'HEAD') this.lookups++;
    return {
      status: 200,
      headers: { etag: '"e"', ...this.encryption },
      body: method === 'HEAD' ? '' : 'secret',
    };
  }
}

const OWNERSHIP =
  '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>';
const aclOf = (owner: string) =>
  `<AccessControlPolicy><Owner><ID>${owner}</ID></Owner><AccessControlList/></AccessControlPolicy>`;
const BUCKETS =
  '<ListAllMyBucketsResult><Buckets><Bucket><Name>mine</Name></Bucket></Buckets></ListAllMyBucketsResult>';

async function reading(
  object: OneObject,
  run: (read: () => Promise<string>) => Promise<void>,
): Promise<void> {
  await using endpoint = await fakeEndpoint((seen) => object.answer(seen));
  await using gateway = await startGatewayServer(new EndpointStore(endpoint.url), {
    onInternalError: console.error,
  });
  const credentials = { accessKeyId: account, secretAccessKey: 'test' };
  const s3 = new S3Client({
    endpoint: gateway.endpoint,
    region: 'eu-west-1',
    credentials,
    forcePathStyle: true,
  });
  try {
    await s3.send(new ListBucketsCommand({}));
    await run(async () => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'mine', Key: 'k' }));
      return (await Body?.transformToString()) ?? '';
    });
  } finally {
    s3.destroy();
  }
}

const underKey = {
  'x-amz-server-side-encryption': 'aws:kms',
  'x-amz-server-side-encryption-aws-kms-key-id': keyArn,
};

test('an object that was open a moment ago is not given out once it is under a key of another account', async () => {
  const object = new OneObject();
  await reading(object, async (read) => {
    await expect(read()).resolves.toBe('secret');
    object.encryption = underKey;
    await expect(read()).rejects.toMatchObject({ name: 'AccessDenied' });
  });
});

test('what was under such a key a moment ago is read once it no longer is', async () => {
  const object = new OneObject();
  object.encryption = underKey;
  await reading(object, async (read) => {
    await expect(read()).rejects.toMatchObject({ name: 'AccessDenied' });
    object.encryption = {};
    // The refusal may last as long as policies are kept, and no longer.
    const until = Date.now() + 5000;
    let content: string | undefined;
    while (content === undefined && Date.now() < until) content = await read().catch(() => undefined);
    expect(content).toBe('secret');
  });
});

test('an object that is read again and again is looked up once in a while', async () => {
  const object = new OneObject();
  await reading(object, async (read) => {
    for (let time = 0; time < 20; time++) await read();
    expect(object.lookups).toBeLessThan(10);
  });
});

test('access control lists that are enabled behind the gateway’s back are heeded before long', async () => {
  const object = new OneObject();
  await reading(object, async (read) => {
    await expect(read()).resolves.toBe('secret');
    object.ownership = 'ObjectWriter';
    const until = Date.now() + 4000;
    let refusal: unknown;
    while (refusal === undefined && Date.now() < until)
      refusal = await read().then(
        () => undefined,
        (error: unknown) => error,
      );
    expect(refusal).toMatchObject({ name: 'AccessDenied' });
  });
});
