import type { CastMember } from '../scenario/cast/actors.ts';
import { nameIn } from './object-in-words.ts';

/** Principals that are neither roles nor users of the scenario. */
export const OTHERS: Readonly<Record<string, CastMember>> = {
  'an anonymous reader': { kind: 'anonymous' },
  'AWS Transfer': { kind: 'service', service: 'transfer.amazonaws.com' },
};

/** The principal that a feature's words name: `the transfer role`, `the root user of the intake account`. */
export function principalNamed(words: string): CastMember {
  const root = /^the root user of (.+)$/.exec(words)?.[1];
  if (root !== undefined) return { kind: 'root', account: nameIn(root) };
  return (Object.hasOwn(OTHERS, words) ? OTHERS[words] : undefined) ?? { kind: 'named', name: nameIn(words) };
}
