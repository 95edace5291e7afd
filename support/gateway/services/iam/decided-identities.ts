import { isAboutCaller } from '../../../aws/iam-own-user.ts';
import { identityIn } from '../../../aws/resource-identity.ts';
import type { DecidedResource } from '../../../stores/store.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { textMember } from '../../plan/text-member.ts';
import { IAM_REGION, iamReader, unlessAbsent } from './iam-reader.ts';

const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(?:[!-~]*\/)?([\w+=,.@-]{1,64})$/;

/**
 * The role that STS is asked for. It is looked up before its trust policy is read. So this one's policy
 * gives no session of a later role of its name.
 */
export async function assumedRole({
  store,
  input,
}: CallFacts<'iam' | 'sts'>): Promise<readonly DecidedResource[]> {
  const [, account, name] = ROLE_ARN.exec(textMember(input, 'RoleArn') ?? '') ?? [];
  if (account === undefined || name === undefined) return [];
  const found = await unlessAbsent(iamReader(store, account)('GetRole', { RoleName: name }));
  const role = { kind: 'role', name, account, region: IAM_REGION } as const;
  return [{ ...role, identity: found === undefined ? 'nothing' : identityIn(role, found) }];
}

/** The calling user, if the request is about that user: a later user of its name does not take the caller's place. */
export function callerItself({
  operation,
  input,
  facts: { principal },
}: CallFacts<'iam' | 'sts'>): readonly DecidedResource[] {
  if (principal.type !== 'User') return [];
  const isOwnSession = operation === 'GetSessionToken' || operation === 'GetFederationToken';
  if (!isOwnSession && !isAboutCaller(operation, input)) return [];
  const { userName: name, accountId: account, userId: UserId, arn: Arn } = principal;
  const user = { kind: 'user', name, account, region: IAM_REGION } as const;
  return [{ ...user, identity: identityIn(user, { User: { UserId, Arn } }) }];
}
