import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  DeleteUserPolicyCommand,
  IAMClient,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  CreateBucketCommand,
  DeleteBucketPolicyCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { AwsError } from '../../../aws/aws-error.ts';
import type { GatewayServer } from '../../serving/gateway-server.ts';
import { emptyStore } from '../../serving/lab.ts';
import { startGatewayServer } from '../../serving/start-gateway-server.ts';
import { type Disturbance, disturbedStore } from '../../testing/disturbed-store.ts';
import { allow, answerOf, documentOf } from '../../testing/lab-under-test.ts';

const account = '111111111111';
const UserName = 'ann';
const object = { Bucket: 'records', Key: 'k' };
const absent = new AwsError('NoSuchEntity', 404, 'The user policy with name other cannot be found.');

let disturb: Disturbance;
let gateway: GatewayServer;
let root: { readonly iam: IAMClient; readonly s3: S3Client };
let ann: S3Client;

beforeEach(async () => {
  disturb = () => {};
  gateway = await startGatewayServer(disturbedStore(emptyStore(), (lookup) => disturb(lookup)));
  const options = (credentials: { readonly accessKeyId: string; readonly secretAccessKey: string }) => ({
    endpoint: gateway.endpoint,
    region: 'eu-west-1',
    credentials,
    maxAttempts: 1,
  });
  const ofRoot = options({ accessKeyId: account, secretAccessKey: 'test' });
  root = { iam: new IAMClient(ofRoot), s3: new S3Client({ ...ofRoot, forcePathStyle: true }) };
  await root.s3.send(new CreateBucketCommand({ Bucket: object.Bucket }));
  await root.s3.send(new PutObjectCommand({ ...object, Body: 'hello' }));
  const { User } = await root.iam.send(new CreateUserCommand({ UserName }));
  const { AccessKey } = await root.iam.send(new CreateAccessKeyCommand({ UserName }));
  const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey ?? {};
  const ofAnn = options({ accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey });
  ann = new S3Client({ ...ofAnn, forcePathStyle: true });
  const statement = allow('s3:GetObject', `arn:aws:s3:::${object.Bucket}/*`, {
    Principal: { AWS: User?.Arn },
  });
  await root.s3.send(new PutBucketPolicyCommand({ Bucket: object.Bucket, Policy: documentOf(statement) }));
});

afterEach(async () => {
  for (const client of [root.iam, root.s3, ann]) client.destroy();
  await gateway[Symbol.asyncDispose]();
});

const read = () => answerOf(ann.send(new GetObjectCommand(object)));
const put = (PolicyName: string, effect: 'Allow' | 'Deny') => {
  const PolicyDocument = documentOf({ Effect: effect, Action: 's3:*', Resource: '*' });
  return root.iam.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument }));
};
const remove = (PolicyName: string) => root.iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName }));
const denied = expect.stringMatching(
  /^403 AccessDenied: .* with an explicit deny in an identity-based policy$/,
);
const unavailable = expect.stringMatching(/^503 ServiceUnavailable: keyhole: /);

describe('a policy that is deleted between listing and reading', () => {
  test('leaves the denial of another policy in force', async () => {
    await put('deny', 'Deny');
    for (let round = 0; round < 3; round++) {
      await put('other', 'Allow');
      let gone = false;
      disturb = async ({ operation, input }) => {
        if (operation !== 'GetUserPolicy' || Reflect.get(input, 'PolicyName') !== 'other' || gone) return;
        gone = true;
        await remove('other');
      };
      expect(await read()).toEqual(denied);
      disturb = () => {};
      expect(await read()).toEqual(denied);
    }
  });

  test('leaves the permission of another policy in force', async () => {
    await root.s3.send(new DeleteBucketPolicyCommand({ Bucket: object.Bucket }));
    await put('allow', 'Allow');
    await put('other', 'Allow');
    let gone = false;
    disturb = async ({ operation }) => {
      if (operation !== 'GetUserPolicy' || gone) return;
      gone = true;
      await remove('other');
    };
    expect(await read()).toBe('granted');
  });

  test('is read past what a store keeps of earlier answers', async () => {
    await put('deny', 'Deny');
    const fresh: unknown[] = [];
    let failures = 1;
    disturb = (lookup) => {
      if (lookup.operation === 'GetUser') fresh.push(lookup.fresh);
      if (lookup.operation === 'GetUserPolicy' && failures-- > 0) throw absent;
    };
    expect(await read()).toEqual(denied);
    expect(fresh.slice(0, 2)).toEqual([false, true]);
  });
});

describe('a policy that cannot be read', () => {
  test.each([
    ['is listed and stays absent', absent],
    ['the store fails to give', new AwsError('InternalFailure', 500, 'exception while calling iam')],
    ['the store refuses to give', new AwsError('AccessDenied', 403, 'not here')],
    ['the store gives too often', new AwsError('Throttling', 400, 'Rate exceeded')],
  ])('%s: nothing is decided without it, and the failure is not kept', async (_, failure) => {
    await put('deny', 'Deny');
    disturb = ({ operation }) => {
      if (operation === 'GetUserPolicy') throw failure;
    };
    expect(await read()).toEqual(unavailable);
    disturb = () => {};
    expect(await read()).toEqual(denied);
  });

  test.each(['ListUserPolicies', 'ListAttachedUserPolicies', 'ListGroupsForUser', 'GetUser'])(
    'nor without what %s tells',
    async (failing) => {
      await put('deny', 'Deny');
      disturb = ({ operation }) => {
        if (operation === failing) throw new AwsError('InternalFailure', 500, 'failed');
      };
      expect(await read()).toEqual(unavailable);
    },
  );
});

describe('a permissions boundary that does not exist', () => {
  const absentPolicy: Disturbance = ({ operation, input }) => {
    if (operation === 'GetPolicy' && String(Reflect.get(input, 'PolicyArn')).endsWith('/Limits'))
      throw new AwsError('NoSuchEntity', 404, 'Policy Limits was not found.');
  };

  test('does not leave the user without a boundary', async () => {
    await put('allow', 'Allow');
    const PolicyDocument = documentOf(allow('s3:ListBucket'));
    const { Policy } = await root.iam.send(new CreatePolicyCommand({ PolicyName: 'Limits', PolicyDocument }));
    const boundary = { UserName, PermissionsBoundary: Policy?.Arn };
    await root.iam.send(new PutUserPermissionsBoundaryCommand(boundary));
    disturb = absentPolicy;
    expect(await read()).toEqual(unavailable);
  });

  test('an attached policy that does not exist is not "no policy"', async () => {
    const PolicyDocument = documentOf({ Effect: 'Deny', Action: 's3:*', Resource: '*' });
    const { Policy } = await root.iam.send(new CreatePolicyCommand({ PolicyName: 'Limits', PolicyDocument }));
    await root.iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: Policy?.Arn }));
    disturb = absentPolicy;
    expect(await read()).toEqual(unavailable);
  });
});

describe('a user that the store fails to give', () => {
  test('is not taken for one at the root path', async () => {
    const user = { UserName: 'carl', Path: '/staff/' };
    await root.iam.send(new CreateUserCommand(user));
    disturb = ({ operation }) => {
      if (operation === 'GetUser') throw new AwsError('Throttling', 400, 'Rate exceeded');
    };
    expect(await answerOf(root.iam.send(new CreateAccessKeyCommand({ UserName: 'carl' })))).toEqual(
      unavailable,
    );
  });

  test('is not taken for a principal that does not exist', async () => {
    const Policy = documentOf(
      allow('s3:GetObject', `arn:aws:s3:::${object.Bucket}/*`, {
        Principal: { AWS: `arn:aws:iam::${account}:user/${UserName}` },
      }),
    );
    disturb = ({ operation }) => {
      if (operation === 'GetUser') throw new AwsError('Throttling', 400, 'Rate exceeded');
    };
    expect(
      await answerOf(root.s3.send(new PutBucketPolicyCommand({ Bucket: object.Bucket, Policy }))),
    ).toEqual(unavailable);
  });
});
