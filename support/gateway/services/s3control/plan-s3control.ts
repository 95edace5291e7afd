import type { PermissionRule, RequiredPermission } from '../../../authorization/permissions/rule.ts';
import { type Permission, UNKNOWABLE } from '../../../authorization/terms/permission.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import { notImplemented } from '../../../aws/not-implemented.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { accountOf } from '../../../aws/principal.ts';
import type { PlaceInS3 } from '../../../stores/store.ts';
import { CallContext, suppliedValues } from '../../context/request-context.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check, Plan } from '../../plan/check.ts';
import { accessPointArn, accessPointContext } from '../../surroundings/access-point.ts';
import { statesOf } from '../s3/decided-places.ts';
import { type NamedBucket, namedBucket } from '../s3/named-bucket.ts';
import { s3Surfaces } from '../s3/s3-surfaces.ts';
import { accountNamed } from './account-named.ts';
import { bucketNamed } from './bucket-named.ts';

/**
 * The checks of a call to S3 Control. No resource-based policy is about the settings of an account, so that only its own
 * principals can be allowed. An access point has a policy, and is served to its own account alone.
 *
 * Undocumented: whether an access point policy can allow other accounts to manage the access point. Such a request is not decided.
 */
export async function planS3control(
  call: CallFacts<'s3control'>,
  rule: PermissionRule<'s3control', Operation<'s3control'>>,
): Promise<Plan<Input<'s3control', Operation<'s3control'>>>> {
  const { input, region, facts } = call;
  const account = accountNamed(input);
  const places = statesOf(call, placesOf(call));
  const tagged = await ownBucket(call);
  const conditions = {
    ...(tagged && {
      bucketOwners: { [tagged.name]: tagged.owner },
      bucketIds: { [tagged.name]: tagged.id },
    }),
    places,
  };
  const required = rule(input, { region, account });
  const checks = required.map((one) => checkOf(one, call));
  if (accountOf(facts.principal) === account) return { checks, input, conditions };
  return { checks: [...checks, { kind: 'error', error: ofAnotherAccount(call) }], input, conditions };
}

/** The bucket whose tags, settings or access points decide a call. */
function placesOf(call: CallFacts<'s3control'>): readonly PlaceInS3[] {
  const { operation, input, facts } = call;
  if ('ResourceArn' in input) return [{ Bucket: bucketNamed(input) }];
  if (!('Name' in input)) return [];
  const { Bucket } =
    operation === 'CreateAccessPoint'
      ? (input as Input<'s3control', 'CreateAccessPoint'>)
      : { Bucket: facts.surroundings?.accessPoint(accessPointArn(named(call)))?.bucket };
  return Bucket === undefined ? [] : [{ Bucket }];
}

/**
 * The bucket whose tags a call is about. Refuses a bucket that the account named does not own. Throws NoSuchBucket, NotImplemented.
 *
 * Undocumented: how S3 refuses an account that does not own the bucket.
 */
async function ownBucket({
  operation,
  input,
  store,
}: CallFacts<'s3control'>): Promise<NamedBucket | undefined> {
  if (!('ResourceArn' in input)) return undefined;
  const bucket = await namedBucket(store, bucketNamed(input));
  if (bucket.owner !== accountNamed(input))
    throw notImplemented(`${operation} with another account than the owner of ${bucket.name}`);
  return bucket;
}

function checkOf(
  { action, resource, context: ofInput }: RequiredPermission,
  call: CallFacts<'s3control'>,
): Check {
  const account = accountNamed(call.input);
  const keys = contextOf(call);
  const permissionOn = (on: string): Permission => {
    const ofResource = { 'aws:ResourceAccount': account, 's3:ResourceAccount': account };
    const context = new CallContext(call.facts, () => suppliedValues(ofInput, keys, ofResource));
    return { action, resource: on, resourceAccount: account, context };
  };
  const check = { kind: 'permission', permission: permissionOn(resource), surface: s3Surfaces.s3 } as const;
  if (call.operation !== 'GetAccessPoint') return check;
  // Undocumented: which resource the action is decided on. The reference lists none, and lists one for all similar actions.
  const otherReading = { permission: permissionOn(accessPointArn(named(call))), fact: 's3:GetAccessPoint' };
  return { ...check, otherReading };
}

function named({ input, region }: CallFacts<'s3control'>) {
  return { name: String(Reflect.get(input, 'Name')), account: accountNamed(input), region };
}

/** The condition keys of the access point that a call names; that which it creates has them as the request states them. */
function contextOf(call: CallFacts<'s3control'>): RequiredPermission['context'] {
  const { operation, input, facts } = call;
  if (Reflect.get(input, 'Name') === undefined) return undefined;
  // The reference lists no key for it. A policy that tests one is not decided.
  if (operation === 'PutAccessPointPolicy')
    return {
      's3:DataAccessPointArn': UNKNOWABLE,
      's3:DataAccessPointAccount': UNKNOWABLE,
      's3:AccessPointNetworkOrigin': UNKNOWABLE,
    };
  if (operation === 'CreateAccessPoint') {
    const { VpcConfiguration } = input as Input<'s3control', 'CreateAccessPoint'>;
    // Undocumented: the value of s3:locationconstraint for an access point.
    const created = accessPointContext({ ...named(call), vpc: VpcConfiguration?.VpcId });
    return { ...created, 's3:locationconstraint': UNKNOWABLE };
  }
  const point = facts.surroundings?.accessPoint(accessPointArn(named(call)));
  return accessPointContext(point ?? { ...named(call), vpc: undefined });
}

function ofAnotherAccount({ operation, input }: CallFacts<'s3control'>): AwsError {
  const message = `keyhole does not implement ${operation} for another account, which is ${accountNamed(input)}.`;
  return new AwsError('NotImplemented', 501, message);
}
