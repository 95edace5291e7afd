import type { Address } from './addresses.ts';
import type { Site } from './site.ts';

/** Pages that are of no pattern, by the first part of their address. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['', 'All patterns'],
  ['access', 'Access'],
  ['denials', 'Denials'],
  ['differences', 'Known differences'],
  ['documents', 'Documents'],
  ['evidence', 'Evidence'],
  ['run', 'What does not hold'],
  ['steps', 'Steps'],
]);

/** The names of pages in words, by address, as results of the search show them: `Write-only bucket, key-policy.json`. */
export function pageNames(
  site: Site,
  pages: readonly { readonly address: Address }[],
): ReadonlyMap<Address, string> {
  const known = namesOf(site);
  const parts = new Map(site.patterns.map(({ name, title }) => [name, title]));
  const nameOf = (part: string) => parts.get(part) ?? NAMES.get(part) ?? part;
  return new Map(
    pages.map(({ address }) => [
      address,
      known.get(address) ?? address.split('/').slice(0, -1).map(nameOf).join(', ') ?? '',
    ]),
  );
}

function namesOf({ patterns, documents, matrices }: Site): ReadonlyMap<Address, string> {
  const names = new Map<Address, string>([['', 'All patterns']]);
  for (const { scenario, address, path } of documents.values())
    names.set(address, `${scenario.title}, ${path}`);
  for (const { scenario, address, resources } of matrices.values()) {
    names.set(address, `${scenario.title}, access matrix`);
    for (const { phrase, address: at } of resources)
      names.set(at, `${scenario.title}, access matrix of ${phrase}`);
  }
  for (const { address, title, features, principals } of patterns) {
    names.set(address, title);
    for (const feature of features) names.set(feature.address, `${title}, ${feature.title}`);
    for (const { address: at, phrase, scenario } of principals) names.set(at, `${scenario.title}, ${phrase}`);
  }
  return names;
}
