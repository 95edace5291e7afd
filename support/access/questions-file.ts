import * as z from 'zod';
import { parseYaml } from '../scenario/document/read-document.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { CALLERS_OF_KMS } from './callers-of-kms.ts';

const id = z.string().min(1);

/** A thing by its id in the source of an imported scenario. */
const bySourceId = z.strictObject({ id, account: z.string().optional() });

const question = z.strictObject({
  /** The name of the question, which its answer repeats. */
  id: z.union([z.string(), z.number().transform(String)]).optional(),
  principal: z.union([z.string().min(1), bySourceId], 'must be a name, an ARN or { id: … }'),
  action: z.string().min(1),
  resource: z.union(
    [z.string().min(1), bySourceId.extend({ key: z.string().min(1).optional() })],
    'must be a name, an ARN or { id: … }',
  ),
  /** Condition keys of the request, each with a value or several. */
  context: z
    .record(
      z.string(),
      z.union([z.string(), z.array(z.string()).min(1)]).transform((value) => [value].flat()),
    )
    .default({}),
  /** Condition keys that the request does not have. */
  without: z.array(z.string()).default([]),
  via: z.enum(CALLERS_OF_KMS).optional(),
  through: z.string().min(1).optional(),
  region: z.string().optional(),
  expect: z.enum(['allowed', 'denied'], 'must be allowed or denied').optional(),
});

const list = z.array(question).min(1, 'must have at least one question');
const file = z.strictObject({ questions: list });

/** A question of a questions file. */
export type FileQuestion = z.output<typeof question>;

/**
 * Reads many questions from JSON or YAML: a list, or an object with the member `questions`. `name` is the file in messages.
 * Throws SpecError with the line of the first fault of the syntax, or of every member that is wrong.
 */
export function readQuestions(name: string, text: string): readonly FileQuestion[] {
  if (text.trim() === '')
    throw new SpecError('invalid-document', `${name} is empty: it must hold a list of questions`);
  const json = jsonIn(text);
  const parsed = list.safeParse(Array.isArray(json) ? json : Object(json).questions);
  // Positions are looked for only if something is wrong, since that takes longer than to answer.
  if (parsed.success && (Array.isArray(json) || Object.keys(Object(json)).length === 1)) return parsed.data;
  return isList(text) ? parseYaml(name, text, list) : parseYaml(name, text, file).questions;
}

/** The questions of a document that was read from a file before. Throws SpecError for another document. */
export function questionsIn(document: unknown): readonly FileQuestion[] {
  const parsed = file.safeParse(document);
  if (parsed.success) return parsed.data.questions;
  throw new SpecError('invalid-document', 'the questions are not those of a file of questions');
}

/** True for a text that begins a list in JSON or YAML. */
function isList(text: string): boolean {
  const first = text.split('\n').find((line) => !/^\s*(?:#|---|$)/.test(line)) ?? '';
  return /^\s*(?:\[|-(?:\s|$))/.test(first);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
