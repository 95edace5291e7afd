import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  type AccessKey,
  allow,
  documentOf,
  type LabUnderTest,
  newKey,
} from '../../testing/lab-under-test.ts';
import { type KeyArns, OWNER, PARTNER, ROLES, STRANGER, USERS } from './names.ts';

/** The users, roles and keys that all worlds share. */
export interface Base {
  /** Has the lab begin again with nothing else. */
  readonly restore: () => void;
  readonly keys: KeyArns;
  readonly users: Readonly<Record<keyof typeof USERS, AccessKey>>;
  /** A user of each account, who may do everything. */
  readonly helpers: Readonly<Record<string, AccessKey>>;
}

async function newUser(lab: LabUnderTest, account: string, UserName: string): Promise<AccessKey> {
  const { iam } = lab.as(account);
  await iam.send(new CreateUserCommand({ UserName }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' };
}

async function newHelper(lab: LabUnderTest, account: string): Promise<AccessKey> {
  const helper = await newUser(lab, account, 'helper');
  const PolicyDocument = documentOf(allow('*'));
  await lab
    .as(account)
    .iam.send(new PutUserPolicyCommand({ UserName: 'helper', PolicyName: 'all', PolicyDocument }));
  return helper;
}

/** Makes the users, roles and keys that all worlds share. */
export async function newBase(lab: LabUnderTest): Promise<Base> {
  const users = { ana: await newUser(lab, USERS.ana, 'ana'), bob: await newUser(lab, USERS.bob, 'bob') };
  const helpers: Record<string, AccessKey> = {};
  for (const account of [OWNER, PARTNER, STRANGER]) helpers[account] = await newHelper(lab, account);
  for (const [RoleName, account] of Object.entries(ROLES)) {
    const Action = ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'];
    const AssumeRolePolicyDocument = documentOf({ Effect: 'Allow', Principal: { AWS: account }, Action });
    await lab.as(account).iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  }
  const keys = { owner: await newKey(lab.as(OWNER)), partner: await newKey(lab.as(PARTNER)) };
  return { restore: lab.lab.checkpoint(), keys, users, helpers };
}
