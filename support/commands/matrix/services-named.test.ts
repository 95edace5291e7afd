import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WrittenScenario } from '../../scenario/testing/written-scenario.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const written = new WrittenScenario();
const here = process.cwd();
const SOURCE = 'arn:aws:cloudfront::222222222222:distribution/E1EXAMPLE';
beforeEach(() => {
  written.write({
    'site.yaml': `Resources:
  Site: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-site } }
  Other: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-other } }
  Serving:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Site
      PolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Service: cloudfront.amazonaws.com }
            Action: s3:GetObject
            Resource: arn:aws:s3:::acme-site/*
            Condition: { StringEquals: { 'AWS:SourceArn': '${SOURCE}' } }
`,
  });
  process.chdir(written.root);
});
afterEach(() => process.chdir(here));

test('a service is among those who can, and in the matrix of the bucket whose policy names it', async () => {
  const matrix = JSON.parse((await keyholeHere('matrix', 'site.yaml', '--json')).stdout);
  const cells: readonly Record<string, unknown>[] = matrix.cells;
  const ofService = cells.filter(({ principal }) => principal === 'cloudfront.amazonaws.com');
  expect(new Set(ofService.map(({ resource }) => resource))).toEqual(new Set(['buckets.site']));
  expect(ofService).toContainEqual(
    expect.objectContaining({
      ...{ access: 'read', result: 'conditional' },
      uses: [expect.objectContaining({ allowedIf: `AWS:SourceArn is ${SOURCE}` })],
    }),
  );
  const asked = ['who-can', 's3:GetObject', 'acme-site/a', '--scenario', 'site.yaml', '--json'];
  const { paths } = JSON.parse((await keyholeHere(...asked)).stdout);
  expect(paths).toContainEqual(expect.objectContaining({ principalName: 'cloudfront.amazonaws.com' }));
});
