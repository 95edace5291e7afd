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
    entityArn: await entityArns(call.store, call.input, call.account),
    callerName: principal.type === 'User' ? principal.userName : undefined,
  };
  const checks = rule(call.input, scope).map(({ action, resource, context }): Check => {
    const resourceAccount = parseArn(resource)?.account || call.account;
    const supplied = suppliedValues(context, { 'aws:ResourceAccount': resourceAccount });
    const permission = { action, resource, resourceAccount, context: new CallContext(call.facts, supplied) };
    return { kind: 'permission', permission, surface };
  });
  return { checks, input: call.input };
}

type EntityKind = 'user' | 'role' | 'group';

/** The ARNs, paths included, of the entities that an input names; those that do not exist are at the root path. */
async function entityArns(store: Store, input: object, account: string) {
  const known = new Map<string, string>();
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
