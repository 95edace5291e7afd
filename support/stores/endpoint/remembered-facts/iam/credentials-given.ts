import type { Credential } from '../../../../authentication/credential.ts';
import { AwsError } from '../../../../aws/aws-error.ts';
import type { Input, Operation, Output } from '../../../../aws/operations.ts';
import type { Awaitable } from '../../../awaitable.ts';
import {
  accountIn,
  createIamState,
  type IamState,
  type RoleEntity,
  type UserEntity,
} from '../../../embedded/iam/iam-state.ts';
import { kmsForServices } from '../../../embedded/kms/kms-for-services.ts';
import { createKmsState } from '../../../embedded/kms/kms-state.ts';
import type { OperationContext } from '../../../embedded/shared/operation-table.ts';
import { credentialOf } from '../../../embedded/sts/credentials.ts';
import { stsOperations } from '../../../embedded/sts/sts-operations.ts';
import { createStsState, type StsState } from '../../../embedded/sts/sts-state.ts';
import type { Call, Lookup } from '../../../store.ts';

/** Reads from an account's IAM. */
export type ReadIam = <O extends Operation<'iam'>>(
  operation: O,
  input: Input<'iam', O>,
  account: string,
) => Promise<Output<'iam', O>>;

/** Reads IAM by a store's reads. */
export function iamBy(
  read: <O extends Operation<'iam'>>(lookup: Lookup<'iam', O>) => Awaitable<Output<'iam', O>>,
): ReadIam {
  return async (operation, input, account) =>
    read({ service: 'iam', region: 'us-east-1', operation, input, account });
}

/** The old and the new name of a user. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

interface GivenKey {
  readonly secret: string;
  readonly account: string;
  readonly userName: string | undefined;
}

/**
 * The access keys and sessions that clients of an endpoint use. No operation returns a secret, so access keys
 * are remembered from the answers that passed. keyhole's own STS makes the sessions, for roles and users in
 * the endpoint's IAM. Permissive endpoints forget session policies, tags and source identities, and mistake
 * their own access keys for another account's.
 *
 * Differs: access keys that were not created through the gateway cannot be used, since their secrets are not
 * known.
 */
export class CredentialsGiven {
  readonly #read: ReadIam;
  readonly #keys = new Map<string, GivenKey>();
  readonly #sts = createStsState();
  /** No key is in it: STS asks KMS nothing. */
  readonly #kms = kmsForServices(createKmsState());

  constructor(read: ReadIam) {
    this.#read = read;
  }

  /** Notes an answer to CreateAccessKey. */
  gave(key: Output<'iam', 'CreateAccessKey'>['AccessKey'], account: string): void {
    const { AccessKeyId, SecretAccessKey, UserName } = key ?? {};
    if (AccessKeyId === undefined || SecretAccessKey === undefined) return;
    this.#keys.set(AccessKeyId, { secret: SecretAccessKey, account, userName: UserName });
  }

  /** Notes an answer to DeleteAccessKey. */
  deleted(accessKeyId: string): void {
    this.#keys.delete(accessKeyId);
  }

  /** Notes that a user was renamed: it keeps its access keys. */
  renamed(account: string, { from, to }: Renaming): void {
    for (const [id, key] of this.#keys)
      if (key.account === account && key.userName === from) this.#keys.set(id, { ...key, userName: to });
  }

  /** The current credential of an access key id. */
  async credential(accessKeyId: string): Promise<Credential | undefined> {
    const key = this.#keys.get(accessKeyId);
    if (key) return this.#longTerm(accessKeyId, key);
    const session = this.#sts.sessions.get(accessKeyId);
    if (!session) return undefined;
    const iam = createIamState();
    const { holder } = session;
    if (holder.type === 'role') await this.#addRole(iam, holder.principal.roleArn);
    if (holder.type === 'user' || holder.type === 'federated')
      await this.#addUser(iam, holder.accountId, holder.user.name);
    return credentialOf(iam, this.#sts, accessKeyId);
  }

  /** True for the calls that are answered here: those of STS. */
  answers({ service }: Pick<Call, 'service'>): boolean {
    return service === 'sts';
  }

  /** The answer to a call of STS. Throws AwsError. */
  async answer(call: Call): Promise<object> {
    const iam = createIamState();
    const { input, principal } = call;
    const roleArn: unknown = Reflect.get(input, 'RoleArn');
    if (typeof roleArn === 'string') await this.#addRole(iam, roleArn);
    if (principal.type === 'User') await this.#addUser(iam, principal.accountId, principal.userName);
    const [, , , , ofRole = call.account] = typeof roleArn === 'string' ? roleArn.split(':') : [];
    await this.#addPolicies(iam, Reflect.get(input, 'PolicyArns'), ofRole);
    const table: Readonly<Record<string, unknown>> = stsOperations;
    const operation = table[call.operation];
    if (typeof operation !== 'function') {
      throw new AwsError('NotImplemented', 501, `keyhole does not implement sts:${call.operation}.`);
    }
    const { account, region, requestId } = call;
    const state = this.#sts;
    const kms = this.#kms;
    const asked = { state, account, region, principal, requestId, kms, iam, isPublic: undefined };
    return operation(input, asked satisfies OperationContext<StsState>);
  }

  async #longTerm(accessKeyId: string, { secret, account, userName }: GivenKey) {
    if (userName === undefined) return undefined;
    const [user, keys] = await Promise.all([
      orMissing(this.#read('GetUser', { UserName: userName }, account)),
      orMissing(this.#read('ListAccessKeys', { UserName: userName }, account)),
    ]);
    const listed = keys?.AccessKeyMetadata?.find((key) => key.AccessKeyId === accessKeyId);
    const { Arn, UserId } = user?.User ?? {};
    if (!listed || Arn === undefined || UserId === undefined) return undefined;
    const principal = { type: 'User', accountId: account, arn: Arn, userName, userId: UserId } as const;
    return { accessKeyId, secretAccessKey: secret, active: listed.Status === 'Active', principal };
  }

  async #addRole(iam: IamState, arn: string): Promise<void> {
    const [, , , , account = ''] = arn.split(':');
    const RoleName = arn.slice(arn.lastIndexOf('/') + 1);
    if (!/^\d{12}$/.test(account) || RoleName === '') return;
    const role = (await orMissing(this.#read('GetRole', { RoleName }, account)))?.Role;
    if (role?.RoleName === undefined) return;
    const entity: RoleEntity = {
      ...holderOf(role.RoleName, role.Path, role.Arn, role.RoleId),
      kind: 'role',
      tags: new Map(),
      assumeRolePolicyDocument: '',
      maxSessionDuration: role.MaxSessionDuration ?? 3600,
    };
    accountIn(iam, account).roles.set(role.RoleName.toLowerCase(), entity);
  }

  async #addUser(iam: IamState, account: string, UserName: string): Promise<void> {
    const user = (await orMissing(this.#read('GetUser', { UserName }, account)))?.User;
    if (user?.UserName === undefined || user.UserId === undefined) return;
    const known: UserEntity = {
      ...holderOf(user.UserName, user.Path, user.Arn, user.UserId),
      kind: 'user',
      tags: new Map(),
      groups: new Set(),
      accessKeys: new Set(),
    };
    accountIn(iam, account).users.set(user.UserName.toLowerCase(), known);
  }

  async #addPolicies(iam: IamState, arns: unknown, account: string): Promise<void> {
    if (!Array.isArray(arns)) return;
    for (const { arn } of arns) {
      if (typeof arn !== 'string' || !isPolicyIn(account, arn)) continue;
      const policy = (await orMissing(this.#read('GetPolicy', { PolicyArn: arn }, account)))?.Policy;
      const VersionId = policy?.DefaultVersionId;
      if (policy?.PolicyName === undefined || VersionId === undefined) continue;
      const { PolicyVersion } = await this.#read('GetPolicyVersion', { PolicyArn: arn, VersionId }, account);
      const version = {
        id: VersionId,
        document: decodeURIComponent(PolicyVersion?.Document ?? ''),
        createDate: new Date(),
      };
      accountIn(iam, account).policies.set(policy.PolicyName.toLowerCase(), {
        ...holderOf(policy.PolicyName, policy.Path, arn, policy.PolicyId),
        updateDate: new Date(),
        tags: new Map(),
        versions: new Map([[VersionId, version]]),
        defaultVersionId: VersionId,
        nextVersion: 2,
      });
    }
  }
}

/** A policy of the account, or one of AWS's own. */
function isPolicyIn(account: string, arn: string): boolean {
  return arn.startsWith(`arn:aws:iam::${account}:`) || arn.startsWith('arn:aws:iam::aws:');
}

function holderOf(name: string, path = '/', arn = '', id = '') {
  return {
    name,
    path,
    arn,
    id,
    createDate: new Date(),
    inlinePolicies: new Map(),
    attachedPolicies: new Set<string>(),
  };
}

/** The entity that was read; undefined if it does not exist. */
export async function orMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof AwsError && error.code === 'NoSuchEntity') return undefined;
    throw error;
  }
}
