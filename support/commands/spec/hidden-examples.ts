import type { GherkinDocument } from '@cucumber/messages';
import { nearest } from '../../authorization/terms/nearest.ts';
import type { Part } from './empty-parts.ts';

const KEYWORDS = ['Example', 'Scenario', 'Scenario Outline', 'Background', 'Rule'] as const;

/**
 * The descriptions of a document that have the steps of an example: Gherkin takes all lines below a misspelt keyword as prose. A
 * description counts if it has a line with Given or When, and one with Then below it.
 */
export function hiddenExamples({ uri = '', feature }: GherkinDocument): readonly Part[] {
  if (feature === undefined) return [];
  const { children } = feature;
  const rules = children.flatMap(({ rule }) => rule ?? []);
  const backgrounds = [...children, ...rules.flatMap((rule) => rule.children)].flatMap(
    ({ background }) => background ?? [],
  );
  return [feature, ...rules, ...backgrounds].flatMap(({ name, description, location: { line } }) => {
    const fault = faultOf(description);
    return fault === undefined
      ? []
      : [{ id: `${uri}:${line}`, feature: feature.name, name: name || feature.name, line, fault }];
  });
}

/** The fault of a description that has steps, and what to do. */
function faultOf(description: string): string | undefined {
  const lines = description
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const first = lines.findIndex((line) => /^(?:Given|When) /.test(line));
  if (first === -1 || !lines.slice(first).some((line) => /^Then /.test(line))) return undefined;
  const [, word] = /^([^:]+):/.exec(lines[first - 1] ?? '') ?? [];
  const meant = word === undefined ? undefined : nearest(word, KEYWORDS);
  const remedy =
    meant === undefined
      ? ': write "Example:" above them'
      : `; did you mean "${meant}:" in place of "${word}:"?`;
  return `steps in the description do not run${remedy}`;
}
