import { type KeyIds, placeholderValues } from './placeholder-values.ts';
import { undefinedPlaceholders, withoutPlaceholders } from './placeholders.ts';
import type { FurtherFault } from './read-document.ts';
import type { ScenarioDocument } from './scenario-schema.ts';

/** The members of a scenario whose things are encrypted with a key that the document names. */
const ENCRYPTED = ['buckets', 'tables', 'secrets'] as const;

/** The faults of the placeholders in the encryption of buckets, tables and secrets. */
export function wrongEncryptionReferences(
  document: ScenarioDocument,
  keyIds: KeyIds,
): readonly FurtherFault[] {
  const values = placeholderValues(document, keyIds);
  return ENCRYPTED.flatMap((kind) =>
    Object.entries<{ readonly encryption?: string | undefined }>(document[kind]).flatMap(
      ([name, { encryption = '' }]) => {
        const messages = undefinedPlaceholders(encryption, values).map(({ message }) => message);
        const brace = /[{}]/.test(withoutPlaceholders(encryption)) ? [BRACE] : [];
        return [...messages, ...brace].map((message) => ({ path: [kind, name, 'encryption'], message }));
      },
    ),
  );
}

const BRACE = 'has a brace, and no key does: a placeholder looks like {{keys.reports.arn}}';
