import type { Clients } from '../../testing/lab-under-test.ts';
import { documentOf } from '../../testing/lab-under-test.ts';
import { send } from './paged-lists.ts';

const letters = ['a', 'b', 'c', 'd', 'e'];
const Tags = letters.map((Key) => ({ Key, Value: 'v' }));
const PolicyDocument = documentOf({ Effect: 'Allow', Action: 's3:*', Resource: '*' });
const AssumeRolePolicyDocument = documentOf({
  Effect: 'Allow',
  Principal: { Service: 'ec2.amazonaws.com' },
  Action: 'sts:AssumeRole',
});

/** For tests: the names of resources of which most lists have five entries, by the members that name them. */
export type ListedResources = Readonly<Record<string, string>>;

/** For tests: creates the resources in an empty account. Some stores have no tables and no MFA devices. */
export async function makeListedResources(
  clients: Clients,
  { account, tables }: { readonly account: string; readonly tables: boolean },
): Promise<ListedResources> {
  const ask = (of: string, input: object) => send(clients, of, input);
  return {
    ...(await makeIdentities(ask, account)),
    ...(await makeKeys(ask, account)),
    ...(await makeSecrets(ask)),
    ...(await makeBuckets(ask, account)),
    ...(tables && (await makeTable(ask))),
    ...(tables && (await makeMfaDevice(ask, account))),
  };
}

/** For tests: the keys of the objects in its bucket, in the order in which S3 lists them. */
export const objectKeys = [' c&<é€> ', '%2F+=', 'a', 'a/b', '~'];

type Ask = (of: string, input: object) => Promise<object>;

async function makeMfaDevice(ask: Ask, account: string): Promise<ListedResources> {
  await ask('iam:CreateVirtualMFADevice', { VirtualMFADeviceName: 'm-a', Tags });
  return { SerialNumber: `arn:aws:iam::${account}:mfa/m-a` };
}

async function makeIdentities(ask: Ask, account: string): Promise<ListedResources> {
  const names = { UserName: 'u-a', RoleName: 'r-a', GroupName: 'g-a', InstanceProfileName: 'i-a' };
  const PolicyArn = `arn:aws:iam::${account}:policy/p-a`;
  for (const letter of letters) {
    await ask('iam:CreateUser', { UserName: `u-${letter}`, Tags });
    await ask('iam:CreateGroup', { GroupName: `g-${letter}` });
    await ask('iam:CreateRole', { RoleName: `r-${letter}`, AssumeRolePolicyDocument, Tags });
    await ask('iam:CreatePolicy', { PolicyName: `p-${letter}`, PolicyDocument, Tags });
    await ask('iam:CreateInstanceProfile', { InstanceProfileName: `i-${letter}`, Tags });
    await ask('iam:AddRoleToInstanceProfile', { InstanceProfileName: `i-${letter}`, RoleName: 'r-a' });
  }
  for (const letter of letters) {
    const attached = `arn:aws:iam::${account}:policy/p-${letter}`;
    for (const [member, kind] of [
      ['UserName', 'User'],
      ['RoleName', 'Role'],
      ['GroupName', 'Group'],
    ] as const) {
      await ask(`iam:Put${kind}Policy`, { [member]: names[member], PolicyName: letter, PolicyDocument });
      await ask(`iam:Attach${kind}Policy`, { [member]: names[member], PolicyArn: attached });
    }
    await ask('iam:AddUserToGroup', { UserName: 'u-a', GroupName: `g-${letter}` });
    if (letter !== 'a') {
      await ask('iam:AddUserToGroup', { UserName: `u-${letter}`, GroupName: 'g-a' });
      await ask('iam:CreatePolicyVersion', { PolicyArn, PolicyDocument });
    }
  }
  const provider = await ask('iam:CreateOpenIDConnectProvider', { Url: 'https://oidc.example.com', Tags });
  const OpenIDConnectProviderArn = String(Reflect.get(provider, 'OpenIDConnectProviderArn'));
  return { ...names, PolicyArn, OpenIDConnectProviderArn, Scope: 'Local' };
}

async function makeKeys(ask: Ask, account: string): Promise<ListedResources> {
  const arns: string[] = [];
  for (const letter of letters) {
    const made = await ask('kms:CreateKey', {
      Tags: Tags.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })),
    });
    arns.push(String(Reflect.get(Object(Reflect.get(made, 'KeyMetadata')), 'Arn')));
    await ask('kms:CreateAlias', { AliasName: `alias/${letter}`, TargetKeyId: arns[0] });
  }
  const root = `arn:aws:iam::${account}:root`;
  for (const Name of letters) {
    const grant = {
      KeyId: arns[0],
      GranteePrincipal: root,
      RetiringPrincipal: root,
      Operations: ['Encrypt'],
    };
    await ask('kms:CreateGrant', { ...grant, Name });
  }
  return { KeyId: arns[0] ?? '', RetiringPrincipal: root };
}

async function makeSecrets(ask: Ask): Promise<ListedResources> {
  for (const Name of letters) await ask('secretsmanager:CreateSecret', { Name, SecretString: 'x' });
  for (const text of letters) {
    const value = { SecretId: 'a', SecretString: text, VersionStages: [text] };
    await ask('secretsmanager:PutSecretValue', value);
  }
  return { SecretId: 'a' };
}

async function makeBuckets(ask: Ask, account: string): Promise<ListedResources> {
  const names = letters.map((letter) => `pages-${account}-${letter}`);
  const CreateBucketConfiguration = { LocationConstraint: 'eu-west-1' };
  for (const Bucket of names) await ask('s3:CreateBucket', { Bucket, CreateBucketConfiguration });
  const [Bucket = ''] = names;
  for (const Key of objectKeys) await ask('s3:PutObject', { Bucket, Key, Body: Key });
  return { Bucket };
}

async function makeTable(ask: Ask): Promise<ListedResources> {
  const made = await ask('dynamodb:CreateTable', {
    TableName: 'pages',
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    BillingMode: 'PAY_PER_REQUEST',
  });
  return { ResourceArn: String(Reflect.get(Object(Reflect.get(made, 'TableDescription')), 'TableArn')) };
}
