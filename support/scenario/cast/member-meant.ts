import type { ProvisionedScenario } from '../provision/provisioned-scenario.ts';
import type { CastMember } from './actors.ts';
import { thingMeant } from './named-things.ts';

const SERVICE = /^[a-z0-9.-]+\.amazonaws\.com$/;
const ROOT = /^(?:arn:aws:iam::)?(\d{12})(?::root)?$/;

/** The name by which a command line and a profile name the root user of an account: `root-intake`. */
export function rootName(account: string): string {
  return `root-${account}`;
}

/**
 * The member of a scenario's cast that words name: a user, a role or a root user by phrase, name or ARN. Words may also be
 * the id of an account, or the name of a service. Undefined for an ARN that the scenario does not have. Throws SpecError
 * `unknown-name` for other words.
 */
export function memberMeant(words: string, provisioned: ProvisionedScenario): CastMember | undefined {
  if (words === 'anonymous') return { kind: 'anonymous' };
  if (SERVICE.test(words)) return { kind: 'service', service: words };
  const { accounts, users, roles } = provisioned.scenario.document;
  const isNamed = Object.hasOwn(users, words) || Object.hasOwn(roles, words);
  const [, id] = ROOT.exec(words) ?? [];
  const account = Object.keys(accounts).find(
    (name) => (id !== undefined && accounts[name] === id) || (!isNamed && rootName(name) === words),
  );
  if (account !== undefined) return { kind: 'root', account };
  const thing = thingMeant(words, ['accounts', 'roles', 'users'], provisioned);
  if (thing === undefined) return undefined;
  return thing.kind === 'accounts'
    ? { kind: 'root', account: thing.name }
    : { kind: 'named', name: thing.name };
}
