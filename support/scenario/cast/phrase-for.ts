/** The things of a scenario that features name. */
export type NamedKind = 'access point' | 'account' | 'bucket' | 'key' | 'role' | 'secret' | 'table' | 'user';

/** The phrase for a name: `the shared key`, `key 2` for a numbered name, `the intake administrator` for a person. */
export function phraseFor(kind: NamedKind, name: string): string {
  const numbered = new RegExp(`^${kind}-(\\d)$`).exec(name);
  if (numbered !== null) return `${kind} ${numbered[1]}`;
  if (kind === 'user' && /administrator$|-of-|^(?:outsider|company|client|colleague)$/.test(name))
    return `the ${name.replaceAll('-', ' ')}`;
  return `the ${name} ${kind}`;
}
