import { entityAlreadyExists, invalidInput, noSuchEntity, validationError } from '../../../aws/iam-errors.ts';
import { isAwsPolicyArn } from '../../../aws/managed-policies/aws-managed-policies.ts';
import type { OperationContext } from '../shared/operation-table.ts';
import { awsPolicyWithArn } from './aws-managed-policies.ts';
import { required } from './iam-constraints.ts';
import {
  accountIn,
  type GroupEntity,
  type IamAccount,
  type IamState,
  type ManagedPolicy,
  type RoleEntity,
  type UserEntity,
} from './iam-state.ts';

/** The context that IAM's operations have besides their input. */
export type IamContext = OperationContext<IamState>;

/** The IAM of the caller's account. */
export function callersAccount(context: IamContext): IamAccount {
  return accountIn(context.state, context.account);
}

function named<E extends { readonly name: string }>(
  entities: ReadonlyMap<string, E>,
  kind: string,
  name: string | undefined,
): E {
  const wanted = required(`${kind}Name`, name);
  const entity = entities.get(wanted.toLowerCase());
  if (entity === undefined) throw noSuchEntity(`The ${kind} with name ${wanted} cannot be found.`);
  return entity;
}

/** The user of the caller's account. Throws NoSuchEntity. */
export function userNamed(context: IamContext, name: string | undefined): UserEntity {
  return named(callersAccount(context).users, 'user', name);
}

/** The role of the caller's account. Throws NoSuchEntity. */
export function roleNamed(context: IamContext, name: string | undefined): RoleEntity {
  return named(callersAccount(context).roles, 'role', name);
}

/** The group of the caller's account. Throws NoSuchEntity. */
export function groupNamed(context: IamContext, name: string | undefined): GroupEntity {
  return named(callersAccount(context).groups, 'group', name);
}

/** The named user, or else the caller; `root` for the root user. Throws NoSuchEntity, ValidationError. */
export function userOrCaller(context: IamContext, name: string | undefined): UserEntity | 'root' {
  if (name !== undefined) return userNamed(context, name);
  const { principal } = context;
  if (principal.type === 'Root') return 'root';
  if (principal.type === 'User') return userNamed(context, principal.userName);
  throw validationError('Must specify userName when calling with non-User credentials');
}

/** Refuses a name that is taken. Throws EntityAlreadyExists. */
export function checkFree(entities: ReadonlyMap<string, unknown>, kind: string, name: string): void {
  if (entities.has(name.toLowerCase()))
    throw entityAlreadyExists(`${kind} with name ${name} already exists.`);
}

/** The managed policy with an ARN, of AWS or of the account, if there is one. */
export function findPolicy(account: IamAccount, arn: string): ManagedPolicy | undefined {
  const policy =
    awsPolicyWithArn(arn) ?? account.policies.get(arn.slice(arn.lastIndexOf('/') + 1).toLowerCase());
  return policy?.arn === arn ? policy : undefined;
}

/** The managed policy with an ARN. Throws NoSuchEntity. */
export function policyWithArn(context: IamContext, value: string | undefined): ManagedPolicy {
  const arn = required('policyArn', value);
  const policy = findPolicy(callersAccount(context), arn);
  if (!policy) throw noSuchEntity(`Policy ${arn} was not found.`);
  return policy;
}

/** The customer managed policy with an ARN, for changes. Throws NoSuchEntity. */
export function customerPolicyWithArn(context: IamContext, value: string | undefined): ManagedPolicy {
  const policy = policyWithArn(context, value);
  if (isAwsPolicyArn(policy.arn)) throw invalidInput(`ARN ${policy.arn} is not valid.`);
  return policy;
}

/** The managed policy to attach or to bound with. Throws NoSuchEntity. */
export function attachablePolicy(
  context: IamContext,
  member: string,
  value: string | undefined,
): ManagedPolicy {
  const arn = required(member, value);
  const policy = findPolicy(callersAccount(context), arn);
  if (!policy) throw noSuchEntity(`Policy ${arn} does not exist or is not attachable.`);
  return policy;
}

const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(?:[!-~]*\/)?([^/]+)$/;

/** The role with an ARN, path included, in whichever account it is. */
export function roleWithArn(state: IamState, arn: string): RoleEntity | undefined {
  const [, account = '', name = ''] = ROLE_ARN.exec(arn) ?? [];
  const role = state.accounts.get(account)?.roles.get(name.toLowerCase());
  return role?.arn === arn ? role : undefined;
}

const USER_ARN = /^arn:aws:iam::(\d{12}):user\/(?:[!-~]*\/)?([^/]+)$/;

/** The user with an ARN, path included, in whichever account it is. */
export function userWithArn(state: IamState, arn: string): UserEntity | undefined {
  const [, account = '', name = ''] = USER_ARN.exec(arn) ?? [];
  const user = state.accounts.get(account)?.users.get(name.toLowerCase());
  return user?.arn === arn ? user : undefined;
}

/** The ARN of an entity of IAM. */
export function iamArn(
  account: string,
  kind: 'user' | 'role' | 'group' | 'policy' | 'instance-profile' | 'mfa',
  pathAndName: string,
): string {
  return `arn:aws:iam::${account}:${kind}${pathAndName}`;
}

/** The enabled MFA device of a serial number, with its user; undefined if there is none. */
export function enabledMfaDevice(state: IamState, serialNumber: string) {
  const account = state.accounts.get(serialNumber.split(':')[4] ?? '');
  const { user, secret = '' } = account?.mfaDevices.get(serialNumber) ?? {};
  return user && { userId: user.id, secret };
}
