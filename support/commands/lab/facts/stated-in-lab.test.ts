import { CreateBucketCommand, ListObjectsV2Command, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { clientsFor } from '../../../client/clients.ts';
import { rootOf } from '../../../client/identity.ts';
import { answerOf, documentOf } from '../../../gateway/testing/lab-under-test.ts';
import { startedLab } from '../../testing/started-lab.ts';

test('an empty lab decides by the facts that its options state', async () => {
  const lab = await startedLab('--empty', '--assume', 'aws:SourceIp=203.0.113.7');
  const of = (account: string) =>
    clientsFor({ endpoint: lab.endpoint, identity: rootOf(account), region: 'us-east-1' }).s3;
  const s3 = of('111111111111');
  await s3.send(new CreateBucketCommand({ Bucket: 'reports' }));
  const only = (Condition: object) =>
    s3.send(
      new PutBucketPolicyCommand({
        Bucket: 'reports',
        Policy: documentOf({
          Effect: 'Allow',
          Principal: { AWS: '222222222222' },
          Action: 's3:ListBucket',
          Resource: 'arn:aws:s3:::reports',
          Condition,
        }),
      }),
    );
  const listed = () => answerOf(of('222222222222').send(new ListObjectsV2Command({ Bucket: 'reports' })));
  await only({ IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } });
  expect(await listed()).toBe('granted');
  await only({ Bool: { 'aws:SecureTransport': 'true' } });
  expect(await listed()).toBe('granted');
  await only({ StringEquals: { 's3:TlsVersion': '1.3' } });
  expect(await listed()).toContain('--assume s3:TlsVersion=1.3');
  expect(await lab.end('SIGINT')).toBe(0);
});
