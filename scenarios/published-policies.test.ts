import { GetKeyPolicyCommand } from '@aws-sdk/client-kms';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { awsManagedKeyArn } from '../support/client/key-requests.ts';
import { startLab } from '../support/gateway/serving/lab.ts';
import { scenarioNamed } from '../support/scenario/document/documented-scenarios.ts';
import { provision } from '../support/scenario/provision/provision.ts';

test('the AWS managed key of S3 has the policy that was published', async () => {
  await using lab = await startLab();
  const provisioned = await provision(scenarioNamed('multi-account-access'), lab.endpoint);
  const { kms, s3 } = provisioned.root('data');
  const Bucket = 'my-data-bucket';
  await s3.send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'a', ServerSideEncryption: 'aws:kms' }));
  const { Policy = '' } = await kms.send(new GetKeyPolicyCommand({ KeyId: await awsManagedKeyArn(kms) }));
  expect(JSON.parse(Policy)).toEqual(JSON.parse(provisioned.policy('policies/aws-s3-key-policy.json')));
});
