import type { Envelope } from '@cucumber/messages';
import { jsonSchemas } from './json-schemas.ts';
import { parameterTypesGlue } from './parameter-types-glue.ts';

/** The files that editors read, by their paths in the project, from the messages of a run of all steps. */
export function editorFiles(messages: readonly Envelope[]): ReadonlyMap<string, string> {
  const schemas = [...jsonSchemas()].map(
    ([name, schema]) => [`schemas/${name}`, `${JSON.stringify(schema, undefined, 2)}\n`] as const,
  );
  return new Map([['editor/parameter-types.js', parameterTypesGlue(messages)], ...schemas]);
}
