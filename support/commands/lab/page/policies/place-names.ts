import { slug } from '../../../../documentation/site/addresses.ts';
import type { HeldPolicy } from './held-policy.ts';

/** The longest name; browsers and proxies bound addresses. */
const LONGEST = 100;

/** The names of places in addresses, each once: `key-policy-of-the-shared-key`. */
export function placeNames(policies: readonly Pick<HeldPolicy, 'title' | 'account'>[]): readonly string[] {
  const taken = new Set<string>();
  return policies.map(({ title, account }) => {
    const plain = slug(title.replace(/^the /, '')).slice(0, LONGEST);
    const owned = account === undefined ? plain : `${plain}-${account}`;
    let name = taken.has(plain) ? owned : plain;
    for (let next = 2; taken.has(name); next += 1) name = `${owned}-${next}`;
    taken.add(name);
    return name;
  });
}
