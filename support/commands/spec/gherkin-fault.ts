/** The kinds of lines that an author may have meant, as features write them. */
const inFeatures: Readonly<Record<string, string>> = {
  '#StepLine': 'a step',
  '#ScenarioLine': 'Example:',
  '#ExamplesLine': 'Examples:',
  '#RuleLine': 'Rule:',
  '#BackgroundLine': 'Background:',
  '#FeatureLine': 'Feature:',
};

/** The Gherkin parser's message about a line, without the place and without its own names for lines. */
export function gherkinFault(message: string): string {
  const [, kinds, got] = /^\(\d+:\d+\): expected: (.*), got (.*)$/s.exec(message) ?? [];
  if (kinds === undefined || got === undefined) return withRemedy(message.replace(/^\(\d+:\d+\): /, ''));
  if (/[\p{Cc}\uFFFD]/u.test(got.replaceAll(/\s/g, ''))) return NO_TEXT;
  const meant = kinds.split(', ').flatMap((kind) => inFeatures[kind] ?? []);
  const expected = new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(meant);
  return `${got} is not allowed here${expected && `; ${expected} is`}`;
}

const NO_TEXT = 'it is not text in UTF-8';

/** Another message of the parser, with its remedy. */
function withRemedy(message: string): string {
  if (message.startsWith('inconsistent cell count'))
    return `${message}: give each row as many cells as the first`;
  if (message.startsWith('Language not supported')) return `${message}: name another, or remove that line`;
  return message;
}
