import * as z from 'zod';
import { runRecord } from '../documentation/record/run-record.ts';
import { registerSchema } from '../scenario/document/outcome-register.ts';
import { scenarioSchema } from '../scenario/document/scenario-schema.ts';
import { settingsSchema } from '../settings/settings-schema.ts';

/** The documents that people write, and the record that other tools read, with their titles in editors. */
const DOCUMENTS = {
  scenario: { schema: scenarioSchema, title: 'A scenario of keyhole: scenario.yaml' },
  outcomes: { schema: registerSchema, title: 'The register of outcomes of keyhole: outcomes.yaml' },
  keyhole: { schema: settingsSchema, title: 'The settings of keyhole: keyhole.yaml' },
  run: { schema: runRecord, title: 'The record of a run of keyhole: .cache/run.json' },
} as const;

/** Editors of YAML know draft 7 best. A document is what the schema takes, before its defaults. */
const FORM = { target: 'draft-7', io: 'input' } as const;

/**
 * The JSON schemas of documents, by file name. They describe the form of a document. keyhole checks
 * names and files when it loads the document.
 */
export function jsonSchemas(): ReadonlyMap<string, object> {
  const schemas = Object.entries(DOCUMENTS).map(([name, { schema, title }]) => {
    const described = z.toJSONSchema(schema, FORM);
    return [`${name}.schema.json`, { title, ...described }] as const;
  });
  return new Map(schemas);
}
