import { z } from 'zod';
import { registerSchema } from '../scenario/document/outcome-register.ts';
import { scenarioSchema } from '../scenario/document/scenario-schema.ts';
import { settingsSchema } from '../settings/settings-schema.ts';

/** The documents that people write, with their titles in editors. */
const DOCUMENTS = {
  scenario: { schema: scenarioSchema, title: 'A scenario of keyhole: scenario.yaml' },
  outcomes: { schema: registerSchema, title: 'The register of outcomes of keyhole: outcomes.yaml' },
  keyhole: { schema: settingsSchema, title: 'The settings of keyhole: keyhole.yaml' },
} as const;

/** Editors of YAML know draft 7 best. A document is what the schema takes, before its defaults. */
const FORM = { target: 'draft-7', io: 'input' } as const;

/**
 * The JSON schemas of the documents that people write, by file name. They describe the form of a document. keyhole checks
 * names and files when it loads the document.
 */
export function jsonSchemas(): ReadonlyMap<string, object> {
  const schemas = Object.entries(DOCUMENTS).map(([name, { schema, title }]) => {
    const described = z.toJSONSchema(schema, FORM);
    return [`${name}.schema.json`, { title, ...described }] as const;
  });
  return new Map(schemas);
}
