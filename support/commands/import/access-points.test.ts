import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';
import { terraformPlan } from '../testing/terraform-plan.ts';

const ARN = 'arn:aws:s3:eu-west-1:222222222222:accesspoint/readers';
const policy = (Resource: string) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::333333333333:root' },
      Action: 's3:GetObject',
      Resource,
    },
  ],
});

async function imported(...args: readonly string[]) {
  const { exitCode, stdout, stderr } = await keyholeHere('import', ...args, '--out', 'out');
  expect({ exitCode, stdout, stderr }).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^out: .*\b\d access points?\n/),
  });
  const { accessPoints = {} } = parse(readFileSync('out/scenario.yaml', 'utf8'));
  return accessPoints;
}

const keptPolicy = (file: string) => JSON.parse(readFileSync(join('out', file), 'utf8'));

test('A template has access points, with their policies and networks', async () => {
  using _folder = inFolder({
    't.yaml': `Resources:
  Data: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-data } }
  Readers:
    Type: AWS::S3::AccessPoint
    Properties:
      Name: readers
      Bucket: !Ref Data
      PublicAccessBlockConfiguration: { BlockPublicPolicy: true }
      Policy: ${JSON.stringify(policy(`${ARN}/object/*`))}
  Office: { Type: AWS::S3::AccessPoint, Properties: { Name: office, Bucket: !Ref Data, VpcConfiguration: { VpcId: vpc-1a2b3c4d } } }
  Foreign: { Type: AWS::S3::AccessPoint, Properties: { Name: foreign, Bucket: other-data, BucketAccountId: "444444444444" } }
`,
  });
  const points = await imported('cloudformation', 't.yaml', '--account', 'data=222222222222');
  expect(points).toEqual({
    readers: {
      ...{ account: 'data', bucket: 'data', accessPointName: 'readers', policy: expect.any(String) },
      blockPublicAccess: {
        ...{ BlockPublicAcls: false, IgnorePublicAcls: false, RestrictPublicBuckets: false },
        BlockPublicPolicy: true,
      },
    },
    office: { account: 'data', bucket: 'data', accessPointName: 'office', vpc: 'vpc-1a2b3c4d' },
  });
  expect(keptPolicy(points.readers.policy)).toEqual(policy(`${ARN}/object/*`));
  expect(JSON.parse(readFileSync('out/import.json', 'utf8')).things).toEqual([
    expect.objectContaining({ id: 'Data', kind: 'buckets' }),
    expect.objectContaining({ id: 'Readers', kind: 'accessPoints', name: 'readers' }),
    expect.objectContaining({ id: 'Office', kind: 'accessPoints', name: 'office' }),
  ]);
  expect(gapsIn('out')).toEqual([expect.stringContaining('its bucket other-data is in none of the sources')]);
});

test('A plan has access points, also with a policy apart from them', async () => {
  const text = JSON.stringify(policy(`${ARN}/object/*`));
  const plan = terraformPlan({
    data: { type: 'aws_s3_bucket', values: { bucket: 'acme-data' } },
    readers: { type: 'aws_s3_access_point', values: { name: 'readers', bucket: 'acme-data' } },
    allows: {
      type: 'aws_s3control_access_point_policy',
      values: { access_point_arn: ARN, policy: text },
    },
    office: {
      type: 'aws_s3_access_point',
      values: { name: 'office', bucket: 'acme-data', vpc_configuration: [{ vpc_id: 'vpc-1a2b3c4d' }] },
    },
  });
  using _folder = inFolder({ 'plan.json': plan });
  const points = await imported('terraform', 'plan.json', '--account', 'data=222222222222');
  expect(points).toEqual({
    readers: { account: 'data', bucket: 'data', accessPointName: 'readers', policy: expect.any(String) },
    office: { account: 'data', bucket: 'data', accessPointName: 'office', vpc: 'vpc-1a2b3c4d' },
  });
  expect(keptPolicy(points.readers.policy)).toEqual(policy(`${ARN}/object/*`));
  expect(gapsIn('out')).toEqual([]);
});
