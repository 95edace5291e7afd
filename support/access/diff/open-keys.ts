import type { AccessPrincipal } from '../access-principals.ts';
import type { AccessWorld } from '../access-world.ts';
import { isOfServices } from '../keys-of-services.ts';
import { openOrganization } from '../unknown-organization.ts';

/** Keys whose values follow from the principal, the resource or the service, and that no request chooses. */
const FIXED: ReadonlySet<string> = new Set([
  'aws:principalarn',
  'aws:principalaccount',
  'aws:principaltype',
  'aws:principalisawsservice',
  'aws:principalservicename',
  'aws:principalservicenameslist',
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:userid',
  'aws:username',
  'aws:federatedprovider',
  'aws:resourceaccount',
  'aws:resourceorgid',
  'aws:resourceorgpaths',
  'aws:viaawsservice',
  'aws:calledvia',
  'aws:calledviafirst',
  'aws:calledvialast',
  'kms:calleraccount',
  'kms:resourcealiases',
  's3:resourceaccount',
  's3:authtype',
]);

/** Families of keys that are looked up. */
const LOOKED_UP = ['aws:resourcetag/', 'secretsmanager:resourcetag/', 's3:buckettag/', 'iam:resourcetag/'];

/**
 * The keys among those that conditions test which stay open for a principal: requests can have them or not. Tags are open for
 * those who stand for users and roles that the scenario does not have. The organization of an account outside is open if no version
 * describes one.
 */
export function openKeysFor(
  { kind, principal }: AccessPrincipal,
  tested: readonly string[],
  versions: readonly Pick<AccessWorld, 'played'>[],
): readonly string[] {
  const standsForOthers = kind === 'stranger';
  const [first = [], ...others] = versions.map(({ played }) =>
    openOrganization(played.provisioned.scenario.document, principal, tested),
  );
  const ofOrganization = first.filter((key) => others.every((keys) => keys.includes(key)));
  return tested.filter((key) => {
    if (ofOrganization.includes(key)) return true;
    if (FIXED.has(key) || LOOKED_UP.some((family) => key.startsWith(family))) return false;
    if (isOfServices(key)) return kind === 'service';
    if (key.startsWith('aws:principaltag/')) return standsForOthers;
    return true;
  });
}
