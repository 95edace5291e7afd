import { AwsError } from '../../../aws/aws-error.ts';
import type { Operation, Service } from '../../../aws/operations.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../embedded/embedded-store.ts';
import { Ledger } from '../removal/ledger.ts';
import type { Request } from '../services/request.ts';
import { UndoLog } from '../undo/undo-log.ts';
import type { Upstream } from '../upstream/upstream.ts';

/** For tests: where requests are made, and the names of the things of a world. */
export const place = { account, region: 'us-east-1' };
export const RoleName = 'reader';
export const UserName = 'clerk';
export const Bucket = 'reports';
export const FILLED = 'archive';
export const AliasName = 'alias/shared';
export const SECRET = { SecretString: 's', ClientRequestToken: '1234abcd-12ab-34cd-56ef-1234567890ab' };
export const TRUST = policyOf('sts:AssumeRole', { Principal: { AWS: `arn:aws:iam::${account}:root` } });

/** For tests: a policy document that allows an action. */
export function policyOf(Action: string, more: object = { Resource: '*' }): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, ...more }] });
}

/** For tests: a key policy for the account. */
export const keyPolicyOf = (Action: string) =>
  policyOf(Action, { Principal: { AWS: `arn:aws:iam::${account}:root` }, Resource: '*' });

/** A store with one of each thing, and the requests that it takes as an endpoint does: of the root user, undecided. */
async function aWorld() {
  const store = new EmbeddedStore();
  const upstream: Pick<Upstream, 'perform'> = {
    perform: async ({ service, operation, input, account: owner, region }) =>
      (await store.read({ service, operation, input, account: owner, region })) ?? {},
  };
  const ask = async (service: Service, operation: Operation, input: object): Promise<object> =>
    await upstream.perform({ service, operation, input, ...place } as unknown as Request);
  const made = async (service: Service, operation: Operation, input: object, ...members: string[]) =>
    members.reduce(
      (value: unknown, member) => Reflect.get(Object(value), member),
      await ask(service, operation, input),
    ) as string;
  const key = await made('kms', 'CreateKey', { Policy: keyPolicyOf('kms:*') }, 'KeyMetadata', 'KeyId');
  const other = await made('kms', 'CreateKey', { Policy: keyPolicyOf('kms:*') }, 'KeyMetadata', 'KeyId');
  await ask('kms', 'CreateAlias', { AliasName, TargetKeyId: key });
  await ask('iam', 'CreateRole', { RoleName, AssumeRolePolicyDocument: TRUST });
  await ask('iam', 'CreateUser', { UserName });
  const PolicyArn = await made(
    ...(['iam', 'CreatePolicy', { PolicyName: 'limit', PolicyDocument: policyOf('s3:*') }] as const),
    ...['Policy', 'Arn'],
  );
  await ask('s3', 'CreateBucket', { Bucket, ObjectOwnership: 'ObjectWriter' });
  await ask('s3', 'PutBucketTagging', { Bucket, Tagging: { TagSet: [{ Key: 'team', Value: 'a' }] } });
  await ask('s3', 'CreateBucket', { Bucket: FILLED });
  await ask('s3', 'PutObject', { Bucket: FILLED, Key: 'may.csv' });
  const secret = await made('secretsmanager', 'CreateSecret', { ...SECRET, Name: 'login' }, 'ARN');
  return { upstream, ask, key, other, PolicyArn, secret };
}

/** For tests: a store with one of each thing. */
export type World = Awaited<ReturnType<typeof aWorld>>;

/** The state of a world as decisions read it, without the dates of changes. */
async function stateOf({ ask, key, other, PolicyArn, secret }: World): Promise<unknown> {
  const reads: readonly (readonly [Service, Operation, object])[] = [
    ...[key, other].flatMap((KeyId) => [
      ['kms', 'DescribeKey', { KeyId }] as const,
      ['kms', 'GetKeyPolicy', { KeyId }] as const,
      ['kms', 'GetKeyRotationStatus', { KeyId }] as const,
      ['kms', 'ListGrants', { KeyId }] as const,
    ]),
    ['kms', 'ListAliases', {}],
    ['iam', 'GetRole', { RoleName }],
    ['iam', 'ListRolePolicies', { RoleName }],
    ['iam', 'GetRolePolicy', { RoleName, PolicyName: 'own' }],
    ['iam', 'ListAttachedRolePolicies', { RoleName }],
    ['iam', 'GetUser', { UserName }],
    ['iam', 'GetUserPolicy', { UserName, PolicyName: 'own' }],
    ['iam', 'ListPolicies', { Scope: 'Local' }],
    ['iam', 'GetPolicy', { PolicyArn }],
    ['iam', 'ListRoles', {}],
    ['iam', 'ListUsers', {}],
    ['s3', 'ListBuckets', {}],
    ['s3', 'GetBucketPolicy', { Bucket }],
    ['s3', 'GetBucketEncryption', { Bucket }],
    ['s3', 'GetBucketTagging', { Bucket }],
    ['s3', 'GetBucketAcl', { Bucket }],
    ['s3', 'GetPublicAccessBlock', { Bucket }],
    ['s3', 'ListObjectVersions', { Bucket }],
    ['s3', 'ListObjectVersions', { Bucket: FILLED }],
    ['secretsmanager', 'ListSecrets', {}],
    ['secretsmanager', 'GetResourcePolicy', { SecretId: secret }],
  ];
  const answers: unknown[] = [];
  for (const [service, operation, input] of reads)
    answers.push([operation, input, await ask(service, operation, input).catch(codeOf)]);
  return JSON.parse(
    JSON.stringify(answers, (name, value: unknown) => (/Date$/.test(name) ? undefined : value)),
  );
}

/** For tests: the code of a refusal. Throws any other error. */
export function codeOf(error: unknown): string {
  if (error instanceof AwsError) return error.code;
  throw error;
}

/** For tests: a write. */
export type Write = readonly [Service, Operation, object];

/** For tests: makes writes since a mark, and puts them back. Resolves with the states before, between and after. */
export async function putBack(writesOf: (world: World) => readonly Write[]) {
  const world = await aWorld();
  const ledger: Ledger = new Ledger(world.upstream, (...made) => log.made(...made));
  const log = new UndoLog(world.upstream, ledger);
  const before = await stateOf(world);
  log.mark();
  for (const [service, operation, input] of writesOf(world)) {
    const request = { service, operation, input, ...place } as unknown as Request;
    await log.before(request);
    try {
      ledger.note(request, await world.upstream.perform(request));
    } catch (error) {
      // A write that is refused changes nothing.
      codeOf(error);
    }
  }
  const written = await stateOf(world);
  const done = await log.rewind();
  return { before, written, done, after: await stateOf(world) };
}

/** For tests: other tags, and the policy of a secret. */
export const tags = { TagSet: [{ Key: 'team', Value: 'b' }] };
export const secretPolicy = policyOf('secretsmanager:GetSecretValue', { Principal: '*', Resource: '*' });

/** For tests: a request for a grant on a key. */
export function grantOn(KeyId: string) {
  return { KeyId, GranteePrincipal: `arn:aws:iam::${account}:role/${RoleName}`, Operations: ['Decrypt'] };
}

/** For tests: the ARN of a key. */
export function keyArn(KeyId: string): string {
  return `arn:aws:kms:${place.region}:${account}:key/${KeyId}`;
}
