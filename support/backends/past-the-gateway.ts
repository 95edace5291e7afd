import { type Clients, clientsFor } from '../client/clients.ts';
import type { Identity } from '../client/identity.ts';
import { statusOf } from '../outcome/attempt.ts';
import type { Outcome } from '../outcome/outcome.ts';
import type { Actor, CastMember } from '../scenario/actors.ts';

/** Where a store is spoken to without the gateway. */
export interface StoreAlone {
  /** `http://127.0.0.1:4566` */
  readonly endpoint: string;
  readonly region: string;
}

/**
 * The clients of a cast member who speaks to a store itself, as somebody would who has the store and no gateway.
 *
 * Whoever belongs to an account signs with its id: permissive stores read the account off the access key id and nothing
 * else. Source: LocalStack's documentation, "Multi-account setups".
 */
export function clientsPast(
  store: StoreAlone,
  member: CastMember,
  { accountId }: Pick<Actor, 'accountId'>,
): Clients {
  return clientsFor({ ...store, identity: identityOf(member, accountId) });
}

function identityOf(member: CastMember, accountId: string | undefined): Identity {
  if (member.kind === 'anonymous') return 'anonymous';
  const accessKeyId = member.kind === 'service' ? member.service : (accountId ?? '');
  return { accessKeyId, secretAccessKey: 'test' };
}

/** Makes a request of a store itself and returns what came of it. What is not an answer at all is thrown as it is. */
export async function attemptPast<T>(request: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { outcome: 'Granted', value: await request(), records: [] };
  } catch (error) {
    const status = statusOf(error);
    if (!(error instanceof Error) || status === undefined) throw error;
    return { outcome: 'Failed', code: error.name, status, message: error.message, records: [] };
  }
}
