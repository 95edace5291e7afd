import { SpecError } from '../spec-error.ts';
import type { ShownPlace } from './document-place.ts';
import { namesInPolicy } from './named-in-policy.ts';
import type { NamesOfCast } from './names-of-cast.ts';
import type { UnknownName } from './unknown-name.ts';
import { unknownName } from './unknown-names.ts';

/**
 * Checks the principals, keys and buckets that documents name, each ARN once, and each account outside once. Returns the warnings. Throws SpecError
 * `invalid-policy` with every name that AWS refuses, or that keyhole cannot map.
 */
export function checkNames(
  documents: readonly { readonly shown: ShownPlace; readonly text: string }[],
  cast: NamesOfCast,
): readonly string[] {
  const checked = new Map<string, UnknownName | undefined>();
  const found = { error: new Map<string, string>(), warning: new Map<string, string>() };
  for (const { shown, text } of documents) {
    for (const name of namesInPolicy(text)) {
      // The documents of a company name the same things again and again.
      const id = `${name.isPrincipal} ${name.isService} ${name.text}`;
      if (!checked.has(id)) checked.set(id, unknownName(name, cast));
      const unknown = checked.get(id);
      const about = unknown?.account ?? name.text;
      if (unknown === undefined || found[unknown.severity].has(about)) continue;
      found[unknown.severity].set(about, `${shown(name.place)}: "${name.text}" ${unknown.message}`);
    }
  }
  if (found.error.size > 0) throw new SpecError('invalid-policy', [...found.error.values()].join('\n'));
  return [...found.warning.values()];
}
