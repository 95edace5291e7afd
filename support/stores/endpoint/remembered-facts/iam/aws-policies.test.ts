import { expect, test } from '@jest/globals';
import { noSuchEntity } from '../../../../aws/iam-errors.ts';
import { awsManagedPolicies } from '../../../../aws/managed-policies/aws-managed-policies.ts';
import { withAwsPolicies } from './aws-policies.ts';

const PolicyArn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
const versionId = awsManagedPolicies().get(PolicyArn)?.versionId;

/** The answer of a store, or a refusal since the store lacks the entity. */
async function asked(
  operation: 'GetPolicy' | 'GetPolicyVersion' | 'AttachRolePolicy',
  input: object,
  there?: object,
) {
  return withAwsPolicies<object>({ service: 'iam', operation, input: input as never }, async () => {
    if (there === undefined) throw noSuchEntity('unknown there');
    return there;
  });
}

test('a policy of AWS has the version and dates of AWS, and the counts of the endpoint', async () => {
  const there = { Policy: { DefaultVersionId: 'v1', AttachmentCount: 2, PolicyId: 'ANPAX' } };
  expect(await asked('GetPolicy', { PolicyArn }, there)).toMatchObject({
    Policy: { DefaultVersionId: versionId, AttachmentCount: 2, PolicyId: 'ANPAX', Path: '/' },
  });
  expect(versionId).not.toBe('v1');
});

test('a policy of AWS that the endpoint lacks is described, with its document', async () => {
  expect(await asked('GetPolicy', { PolicyArn })).toMatchObject({
    Policy: { PolicyName: 'AmazonS3ReadOnlyAccess', DefaultVersionId: versionId, AttachmentCount: 0 },
  });
  const answer = await asked('GetPolicyVersion', { PolicyArn, VersionId: versionId });
  expect(decodeURIComponent(Reflect.get(Object(Reflect.get(answer, 'PolicyVersion')), 'Document'))).toContain(
    's3:Get*',
  );
});

test.each([
  [
    'a policy that AWS does not have',
    asked('GetPolicy', { PolicyArn: `${PolicyArn}s` }, { Policy: {} }),
    { code: 'NoSuchEntity', status: 404, message: `Policy ${PolicyArn}s was not found.` },
  ],
  [
    'an earlier version',
    asked('GetPolicyVersion', { PolicyArn, VersionId: 'v1' }, {}),
    { code: 'NoSuchEntity' },
  ],
  [
    'a policy that the endpoint cannot attach',
    asked('AttachRolePolicy', { PolicyArn, RoleName: 'reader' }),
    { code: 'NotImplemented', status: 501, message: expect.stringContaining(`policy ${PolicyArn} of AWS`) },
  ],
])('%s is refused', async (_, answer, refusal) => {
  await expect(answer).rejects.toMatchObject(refusal);
});

test('every other request is answered by the endpoint', async () => {
  const own = 'arn:aws:iam::111111111111:policy/own';
  expect(await asked('GetPolicy', { PolicyArn: own }, { Policy: { Arn: own } })).toEqual({
    Policy: { Arn: own },
  });
});
