import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AddUserToGroupCommand,
  AttachRolePolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { CreateAliasCommand, CreateKeyCommand } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  DeleteBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { clientsFor } from '../../client/clients.ts';
import { rootOf } from '../../client/identity.ts';
import { type Lab, startLab } from '../../gateway/serving/lab.ts';
import { WorldBuilder } from '../world/world-builder.ts';
import { importAccounts } from './import-accounts.ts';

const ACCOUNT = '111111111111';
const folder = mkdtempSync(join(tmpdir(), 'keyhole-profiles-'));
const before = { ...process.env };
let lab: Lab;

beforeAll(async () => {
  process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
  process.env.AWS_CONFIG_FILE = join(folder, 'config');
  writeFileSync(
    join(folder, 'credentials'),
    `[data]\naws_access_key_id = ${ACCOUNT}\naws_secret_access_key = test\n`,
  );
  writeFileSync(join(folder, 'config'), '');
  lab = await startLab();
  await fill(lab);
});
afterAll(async () => {
  await lab[Symbol.asyncDispose]();
  for (const name of ['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE'])
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  rmSync(folder, { recursive: true });
});

const document = (...Statement: readonly object[]) => JSON.stringify({ Version: '2012-10-17', Statement });
const reads = (Resource: string) => document({ Effect: 'Allow', Action: 's3:GetObject', Resource });
const trust = document({
  ...{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
});

/** An account whose things share groups, managed policies and a key that policies name by its alias too. */
async function fill({ endpoint }: Lab): Promise<void> {
  const { iam, kms, s3 } = clientsFor({ endpoint, identity: rootOf(ACCOUNT), region: 'eu-west-1' });
  const { Policy: shared } = await iam.send(
    new CreatePolicyCommand({ PolicyName: 'shared', PolicyDocument: reads('*') }),
  );
  await iam.send(new CreateGroupCommand({ GroupName: 'readers' }));
  await iam.send(
    new PutGroupPolicyCommand({
      GroupName: 'readers',
      PolicyName: 'own',
      PolicyDocument: reads('arn:aws:s3:::b1/*'),
    }),
  );
  const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
  await kms.send(new CreateAliasCommand({ AliasName: 'alias/main', TargetKeyId: KeyMetadata?.KeyId }));
  for (let number = 0; number < 12; number++) {
    const RoleName = `role-${number}`;
    const UserName = `user-${number}`;
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust }));
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn: shared?.Arn }));
    const PolicyDocument = document({
      ...{ Effect: 'Allow', Action: 'kms:Decrypt' },
      Resource: number % 2 === 0 ? KeyMetadata?.Arn : `arn:aws:kms:eu-west-1:${ACCOUNT}:alias/main`,
    });
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'own', PolicyDocument }));
    await iam.send(new CreateUserCommand({ UserName }));
    await iam.send(new AddUserToGroupCommand({ GroupName: 'readers', UserName }));
    const Bucket = `bucket-${number}`;
    await s3.send(
      new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }),
    );
    const Principal = { AWS: `arn:aws:iam::${ACCOUNT}:role/${RoleName}` };
    const Policy = document({
      Effect: 'Allow',
      Principal,
      Action: 's3:GetObject',
      Resource: `arn:aws:s3:::${Bucket}/*`,
    });
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  }
  await s3.send(new DeleteBucketOwnershipControlsCommand({ Bucket: 'bucket-0' }));
}

async function imported(atOnce: number) {
  const builder = new WorldBuilder();
  const asked = { isStated: false, details: [], accounts: [{ name: 'data', profile: 'data' }], asked: [] };
  const place = { region: 'eu-west-1', endpoint: lab.endpoint };
  const ids = await importAccounts({ ...asked, ...place, atOnce }, builder);
  const { placeOfPolicy: _, ...world } = builder.world(ids, 'eu-west-1');
  return world;
}

test('things that are read at once are the same, in the same order, as those read one after the other', async () => {
  const one = await imported(1);
  expect(await imported(8)).toEqual(one);
  expect(one.roles.map(({ name }) => name)).toHaveLength(12);
  expect(one.groups.map(({ members }) => members.length)).toEqual([12]);
  expect(one.keys).toHaveLength(1);
  expect(one.policies).toHaveLength(1);
});

test('a bucket without ownership controls has ACLs, and objects are of the account that writes them', async () => {
  const { buckets } = await imported(8);
  const ownership = Object.fromEntries(
    buckets.map(({ name, objectOwnership }) => [name, objectOwnership] as const),
  );
  expect(ownership).toMatchObject({ 'bucket-0': 'ObjectWriter', 'bucket-1': 'BucketOwnerEnforced' });
});
