import type { Clients } from '../client/clients.ts';
import { type Identity, rootOf, servicePrincipal } from '../client/identity.ts';
import type { AccessPrincipal } from './access-principals.ts';
import type { AccessWorld } from './access-world.ts';

/** The clients with which a principal sends real requests. Throws SpecError for a role that nothing can assume. */
export async function clientsOf(
  { played }: AccessWorld,
  who: AccessPrincipal,
  region?: string,
): Promise<Clients> {
  const { actors, provisioned } = played;
  const { kind, id, account = '', principal, identity } = who;
  const known = identity ?? identityOf(who);
  if (known !== undefined && (identity !== undefined || region !== undefined))
    return provisioned.clients(known, region);
  if (kind === 'root') return (await actors.as({ kind: 'root', account })).clients;
  if (principal.type === 'Service')
    return (await actors.as({ kind: 'service', service: principal.service })).clients;
  return (await actors.as({ kind: 'named', name: id.slice(id.indexOf('.') + 1) })).clients;
}

/** The key of a root user or a service, which is known; undefined for others. */
function identityOf({ principal }: AccessPrincipal): Identity | undefined {
  if (principal.type === 'Root') return rootOf(principal.accountId);
  return principal.type === 'Service' ? servicePrincipal(principal.service) : undefined;
}
