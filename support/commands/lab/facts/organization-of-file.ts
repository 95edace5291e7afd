import { dirname, join } from 'node:path';
import type { Organization } from '../../../gateway/surroundings/organization.ts';
import {
  accountsNamed,
  controlPoliciesNamed,
  type OrganizationDocument,
  organizationSchema,
} from '../../../scenario/document/organization-schema.ts';
import { readYaml } from '../../../scenario/document/read-document.ts';
import type { Scenario } from '../../../scenario/document/scenario.ts';
import { organizationIn } from '../../../scenario/provision/surroundings-of.ts';
import { policyOfFile } from './policy-of-file.ts';

/**
 * Reads an organization from a file, in the form of the member `organization` of scenario.yaml. Accounts are named by their
 * names in the scenario, or by their ids. Policy documents are found relative to the file. Throws SpecError for an invalid
 * file or policy, for an unknown account, and for one that is in it twice.
 */
export function organizationOfFile(file: string, scenario: Scenario | undefined): Organization {
  const accounts = scenario?.document.accounts ?? {};
  const idOf = (name: string) => (Object.hasOwn(accounts, name) ? accounts[name] : undefined) ?? name;
  const document = readYaml(file, organizationSchema, { check: (read) => wrongAccounts(read, idOf) });
  const texts = new Map<string, string>();
  const { scp, rcp } = controlPoliciesNamed(document);
  const read = (kind: 'scp' | 'rcp', paths: Iterable<string>) => {
    for (const path of new Set(paths))
      texts.set(path, policyOfFile(join(dirname(file), path), kind, scenario));
  };
  read('scp', scp);
  read('rcp', rcp);
  const policy = (path: string) => {
    const text = texts.get(path);
    if (text === undefined) throw new TypeError(`the control policy ${path} was not read`);
    return text;
  };
  return organizationIn(document, { accountId: idOf, policy });
}

/** The accounts that are not known, or that are in several units. The management account may be in a unit too. */
function wrongAccounts(document: OrganizationDocument, idOf: (name: string) => string) {
  const seen = new Set<string>();
  return accountsNamed(document).flatMap(({ name, path: [, ...path] }) => {
    const id = idOf(name);
    if (!/^\d{12}$/.test(id)) {
      const message = `there is no account "${name}": write the 12 digits of its id in quotes, or its name in the scenario`;
      return [{ path, message }];
    }
    if (path[0] === 'managementAccount') return [];
    const isTwice = seen.has(id);
    seen.add(id);
    return isTwice ? [{ path, message: `the account ${id} is in it twice` }] : [];
  });
}
