import { CreateUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand } from '@aws-sdk/client-kms';
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { newBucket } from '../../testing/buckets.ts';
import { labUnderTest } from '../../testing/lab-under-test.ts';

const Bucket = 'records';

/** The message of a refusal, and its detail as the response has it. */
async function refusal(request: Promise<unknown>): Promise<{ message: string; detail: unknown; id: string }> {
  const error: unknown = await request.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('the request was granted');
  const response: unknown = Reflect.get(error, '$response');
  const headers: unknown = typeof response === 'object' && response && Reflect.get(response, 'headers');
  const header = (name: string): unknown =>
    typeof headers === 'object' && headers ? Reflect.get(headers, name) : undefined;
  return {
    message: error.message,
    detail: header('x-keyhole-detail'),
    id: String(header('x-keyhole-decision-id')),
  };
}

test('S3, KMS and IAM say in a header what is wrong with a document, and the decision log keeps it', async () => {
  await using lab = await labUnderTest();
  const { s3, kms, iam } = lab.as(account);
  await newBucket({ s3 }, Bucket);
  await iam.send(new CreateUserCommand({ UserName: 'ana', Path: '/team/' }));
  const Principal = { AWS: `arn:aws:iam::${account}:user/ana` };
  const granted = { Action: 's3:GetObject', Resource: `arn:aws:s3:::${Bucket}/*` };
  const Policy = JSON.stringify({ Statement: [{ Effect: 'Allow', Principal, ...granted }] });

  const ofBucket = await refusal(s3.send(new PutBucketPolicyCommand({ Bucket, Policy })));
  expect(ofBucket).toMatchObject({
    message: 'Invalid principal in policy',
    detail: `Statement[0].Principal.AWS (line 1, column 46): "${Principal.AWS}" does not exist; its ARN is "arn:aws:iam::${account}:user/team/ana"`,
  });
  expect(lab.lab.decisionLog.get(ofBucket.id)?.response).toMatchObject({ detail: ofBucket.detail });

  const ofKey = await refusal(
    kms.send(new CreateKeyCommand({ Policy: '{"Statement": {"Effect": "allow"}}' })),
  );
  expect(ofKey).toMatchObject({
    message: 'Invalid effect: allow',
    detail: 'Statement[0].Effect (line 1, column 16): must be Allow or Deny, not "allow"',
  });

  const PolicyDocument = '{\n"Version": "2012-10-17"\n"Statement": []}';
  const put = new PutUserPolicyCommand({ UserName: 'ana', PolicyName: 'p', PolicyDocument });
  expect(await refusal(iam.send(put))).toMatchObject({
    message: 'Syntax errors in policy.',
    detail: expect.stringMatching(/^the policy \(line 3, column 1\): not JSON/),
  });
});
