import type { AccessPrincipal } from '../access-principals.ts';

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

/** Keys of requests that a service sends for itself, about the resource that it acts for. */
const OF_SERVICES: ReadonlySet<string> = new Set([
  'aws:sourcearn',
  'aws:sourceaccount',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
]);

/**
 * The keys among those that conditions test which stay open for a principal: requests can have them or not. Tags are open for
 * those who stand for users and roles that the scenario does not have.
 */
export function openKeysFor({ kind }: AccessPrincipal, tested: readonly string[]): readonly string[] {
  const standsForOthers = kind === 'stranger';
  return tested.filter((key) => {
    if (FIXED.has(key) || LOOKED_UP.some((family) => key.startsWith(family))) return false;
    if (OF_SERVICES.has(key)) return kind === 'service';
    if (key.startsWith('aws:principaltag/')) return standsForOthers;
    return true;
  });
}
