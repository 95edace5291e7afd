import { AstBuilder, GherkinClassicTokenMatcher, Parser } from '@cucumber/gherkin';
import type { Background, Feature, FeatureChild, Rule, RuleChild, Scenario } from '@cucumber/messages';
import { IdGenerator } from '@cucumber/messages';
import type { Passage } from './passage.ts';

/** The titles, descriptions and steps of a feature file, and its comments. */
export function readFeature(source: string): readonly Passage[] {
  const parser = new Parser(new AstBuilder(IdGenerator.incrementing()), new GherkinClassicTokenMatcher());
  const { feature, comments } = parser.parse(source);
  const remarks = comments.map(({ location, text }) => ({
    kind: 'comment' as const,
    line: location.line,
    text: text.replace(/^\s*#+ ?/, ''),
  }));
  return feature ? [...remarks, ...readTitled(feature), ...feature.children.flatMap(readChild)] : remarks;
}

function readChild({ background, scenario, ...child }: FeatureChild | RuleChild): readonly Passage[] {
  const rule = 'rule' in child ? child.rule : undefined;
  return [
    ...(rule ? [...readTitled(rule), ...rule.children.flatMap(readChild)] : []),
    ...[background, scenario].flatMap((written) => (written ? readSteps(written) : [])),
  ];
}

function readSteps(written: Background | Scenario): readonly Passage[] {
  return [
    ...readTitled(written),
    ...written.steps.map(({ location, text }) => ({ kind: 'step' as const, line: location.line, text })),
  ];
}

function readTitled({
  name,
  description,
  location,
}: Feature | Rule | Background | Scenario): readonly Passage[] {
  const title: Passage = { kind: 'title', line: location.line, text: name };
  const below: Passage = { kind: 'text', line: location.line + 1, text: description };
  return [...(name ? [title] : []), ...(description ? [below] : [])];
}
