import { AwsError } from '../aws/aws-error.ts';
import type { IdentityRead } from '../aws/identity-read.ts';
import { absenceOf, identityIn, type NamedResource, readOfIdentity } from '../aws/resource-identity.ts';
import { type Awaitable, caught, whenKnown } from './awaitable.ts';
import { StaleDecisionError } from './stale-decision-error.ts';
import type { Call, DecidedResource } from './store.ts';

/** Asks a store one read in an account and region. */
export type ReadIdentity = (
  read: IdentityRead & Pick<NamedResource, 'account' | 'region'>,
) => Awaitable<object>;

/**
 * Throws StaleDecisionError if a resource that a call names is not the one that it was decided on, or did not exist then.
 * A resource that no longer exists is left to the operation, which answers so. Done at once if the store answers at once.
 */
export function requireResources(
  { conditions }: Pick<Call, 'conditions'>,
  read: ReadIdentity,
): Awaitable<void> {
  return (conditions?.resources ?? []).reduce<Awaitable<void>>(
    (done, resource) => whenKnown(done, () => requireSame(resource, read)),
    undefined,
  );
}

function requireSame(resource: DecidedResource, read: ReadIdentity): Awaitable<void> {
  const { kind, name, account, region, identity } = resource;
  const reading = () => read({ ...readOfIdentity(resource), account, region });
  return whenKnown(identityNow(resource, reading), (now) => {
    if (now !== undefined && now !== identity) throw new StaleDecisionError(`the ${kind} ${name}`);
  });
}

function identityNow(resource: NamedResource, read: () => Awaitable<object>): Awaitable<string | undefined> {
  const told = caught(read, (error) => {
    if (!(error instanceof AwsError) || error.status === 503) throw error;
    if (error.status < 500 && error.code === absenceOf(resource)) return undefined;
    const { kind, name } = resource;
    const message = `keyhole: the store does not tell which ${kind} ${name} is: ${error.code}: ${error.message}`;
    throw new AwsError('ServiceUnavailable', 503, message);
  });
  return whenKnown(told, (output) => output && identityIn(resource, output));
}
