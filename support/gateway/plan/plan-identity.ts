import type { Principal } from '../../authentication/principal.ts';
import type { PermissionRule } from '../../authorization/permissions/rule.ts';
import type { Store } from '../../stores/store.ts';
import { AwsError } from '../../wire/aws-error.ts';
import type { Input, Operation } from '../../wire/operations.ts';
import { parseArn } from '../arn.ts';
import { CallContext, suppliedValues } from '../context/request-context.ts';
import type { CallFacts } from './call-facts.ts';
import type { Check, Plan } from './check.ts';

/** The checks of an IAM or STS call: one permission for each that its rule lists, nothing derived. */
export async function planIdentity<S extends 'iam' | 'sts'>(
  call: CallFacts<S>,
  surface: S,
  rule: PermissionRule<S, Operation<S>>,
): Promise<Plan<Input<S, Operation<S>>>> {
  const { principal } = call.facts;
  const scope = {
    region: call.region,
    account: call.account,
    entityArn: await entityArns(call, principal),
    callerName: principal.type === 'User' ? principal.userName : undefined,
  };
  const checks = rule(call.input, scope).map(({ action, resource, context }): Check => {
    const resourceAccount = ownerOf(resource, call.account);
    const supplied = suppliedValues(context, { 'aws:ResourceAccount': resourceAccount });
    const permission = { action, resource, resourceAccount, context: new CallContext(call.facts, supplied) };
    return { kind: 'permission', permission, surface };
  });
  return { checks, input: call.input };
}

/** The account of an ARN; AWS's own managed policies (`arn:aws:iam::aws:policy/…`) are everybody's. */
function ownerOf(resource: string, callerAccount: string): string {
  const account = parseArn(resource)?.account;
  return account === undefined || account === '' || account === 'aws' ? callerAccount : account;
}

type EntityKind = 'user' | 'role' | 'group';

/** The ARNs, paths included, of the caller and of the entities an input names; others are at the root path. */
async function entityArns({ store, input, account }: CallFacts<'iam' | 'sts'>, principal: Principal) {
  const known = new Map<string, string>();
  if (principal.type === 'User') known.set(`user/${principal.userName}`, principal.arn);
  for (const [kind, member] of [
    ['user', 'UserName'],
    ['role', 'RoleName'],
    ['group', 'GroupName'],
  ] as const) {
    const name: unknown = Reflect.get(input, member);
    if (typeof name !== 'string') continue;
    const arn = await entityArn(store, account, { kind, name });
    if (arn !== undefined) known.set(`${kind}/${name}`, arn);
  }
  return (kind: EntityKind, name: string) =>
    known.get(`${kind}/${name}`) ?? `arn:aws:iam::${account}:${kind}/${name}`;
}

async function entityArn(store: Store, account: string, { kind, name }: { kind: EntityKind; name: string }) {
  const at = { service: 'iam', region: 'us-east-1', account } as const;
  try {
    if (kind === 'user')
      return (await store.read({ ...at, operation: 'GetUser', input: { UserName: name } })).User?.Arn;
    if (kind === 'role')
      return (await store.read({ ...at, operation: 'GetRole', input: { RoleName: name } })).Role?.Arn;
    return (await store.read({ ...at, operation: 'GetGroup', input: { GroupName: name } })).Group?.Arn;
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}
