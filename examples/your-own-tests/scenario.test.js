import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startGateway } from 'keyhole';
import { matchers } from 'keyhole/matchers';

expect.extend(matchers);

const report = { Bucket: 'shared-reports', Key: 'report.csv' };
const reads = (principal) => new S3Client(gateway.as(principal)).send(new GetObjectCommand(report));

let gateway;

beforeAll(async () => {
  // Accounts, key, bucket and policies of scenarios/shared-reports, which keyhole init writes.
  gateway = await startGateway({ scenario: 'shared-reports' });
  const writer = new S3Client(gateway.as('the writer role'));
  await expect(writer.send(new PutObjectCommand({ ...report, Body: 'revenue' }))).toBeGranted();
});

afterAll(() => gateway.stop());

test('the analyst of the partner account reads a report', async () => {
  await expect(reads('the analyst role')).toBeGranted();
});

test('the intern does not, since the bucket policy names the analyst alone', async () => {
  await expect(reads('the intern role')).toBeDenied({ action: 's3:GetObject', by: 'bucket policy' });
});
