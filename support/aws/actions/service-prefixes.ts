import { keyPrefixTable, servicePrefixTable } from './service-prefix-tables.ts';

/** The prefixes of the actions of all of AWS's services, in lower case, whether keyhole serves them or not. */
export const SERVICE_PREFIXES: ReadonlySet<string> = wordsOf(servicePrefixTable);

/** The prefixes of condition keys, in lower case: those of services, `aws`, and some more such as `saml`. */
export const KEY_PREFIXES: ReadonlySet<string> = new Set([...SERVICE_PREFIXES, ...wordsOf(keyPrefixTable)]);

function wordsOf(table: string): ReadonlySet<string> {
  return new Set(table.trim().split(/\s+/));
}
