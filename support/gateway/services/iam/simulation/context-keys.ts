import { compile } from '../../../../authorization/compiling/compiled-policy.ts';
import type { NamedPolicy } from '../../../../authorization/terms/policies-in-force.ts';
import { conditionKey } from '../../../context/condition-keys.ts';

/** The condition keys that policies ask for, each once: as AWS spells them, else as a condition spells them. */
export function contextKeysOf(policies: readonly NamedPolicy[]): string[] {
  const spelling = new Map<string, string>();
  for (const { policy } of policies) {
    for (const { conditions } of policy.statements) {
      for (const { key } of conditions) spelling.set(key.toLowerCase(), key);
    }
  }
  const mentioned = new Set(policies.flatMap(({ policy }) => [...compile(policy).mentionedKeys]));
  return [...mentioned].map((name) => asAwsSpells(name, spelling.get(name) ?? name)).toSorted();
}

/** A key of a family keeps the spelling of its last part, such as the tag in `aws:PrincipalTag/team`. */
function asAwsSpells(name: string, written: string): string {
  const known = conditionKey(name)?.name;
  return known === undefined ? written : known + written.slice(known.length);
}
