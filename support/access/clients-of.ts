import type { Clients } from '../client/clients.ts';
import type { AccessPrincipal } from './access-principals.ts';
import type { AccessWorld } from './access-world.ts';

/** The clients with which a principal sends real requests. Throws SpecError for a role that nothing can assume. */
export async function clientsOf({ played }: AccessWorld, who: AccessPrincipal): Promise<Clients> {
  const { actors, provisioned } = played;
  const { kind, id, account = '', principal, identity } = who;
  if (identity !== undefined) return provisioned.clients(identity);
  if (kind === 'root') return (await actors.as({ kind: 'root', account })).clients;
  if (principal.type === 'Service')
    return (await actors.as({ kind: 'service', service: principal.service })).clients;
  return (await actors.as({ kind: 'named', name: id.slice(id.indexOf('.') + 1) })).clients;
}
