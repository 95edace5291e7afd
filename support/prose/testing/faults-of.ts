import type { PassageKind } from '../reading/passage.ts';
import type { Rule } from '../rules/rule.ts';
import { sentencesOf } from '../sentences.ts';

/** The faults that a rule finds in a text, in order. */
export function faultsOf(rule: Rule, text: string, kind: PassageKind = 'doc comment'): readonly string[] {
  return rule({ kind, line: 1, text }, sentencesOf(text)).map(({ wrong }) => wrong);
}
