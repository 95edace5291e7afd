import type { ChangeDocument } from '../../access/diff/diff-document.ts';
import type { AnswerStatement } from '../../access/question-answer.ts';
import { accessInWords, placesInWords } from './change-words.ts';
import type { DiffReport } from './diff-report.ts';
import type { FlippedExample } from './examples/example-comparison.ts';
import { flipInWords, reasonOfFlip, titleOf, uncomparedInWords } from './examples/example-words.ts';
import { pathsInWords } from './path-words.ts';

/** The kinds of results, by the ids of their rules. */
const RULES = {
  'access-widened': 'An access that was denied is allowed.',
  'access-narrowed': 'An access that was allowed is denied.',
  'access-widened-but-for-key':
    'A bucket allows a read that its key denies: objects that are not under the key become readable.',
  'path-opened': 'A principal comes to an access over roles or users.',
  'key-without-administrator': 'No principal can administer a key any more.',
  'resource-unreadable': 'No principal can read a resource any more.',
  'access-not-decided': 'An access could not be compared.',
  'example-broken': 'An example that held does not hold any more.',
  'example-mended': 'An example that did not hold holds now.',
  'example-not-compared': 'An example could not be compared.',
} as const;

type Rule = keyof typeof RULES;

/** The differences in SARIF 2.1.0, for code scanning. Each result is at the statement that made it so. */
export function diffSarif(document: DiffReport): object {
  const {
    widened,
    narrowed,
    widenedButForKey,
    pathsOpened,
    withoutAdministrator,
    unreadable,
    undecided,
    examples,
  } = document;
  const results = [
    ...widened.map((change) => changeResult('access-widened', 'error', change, 'after')),
    ...narrowed.map((change) => changeResult('access-narrowed', 'note', change, 'after')),
    ...widenedButForKey.map((change) =>
      changeResult('access-widened-but-for-key', 'warning', change, 'after'),
    ),
    ...pathsInWords(pathsOpened).map((line) => result('path-opened', 'error', line)),
    ...withoutAdministrator.map((name) => result('key-without-administrator', 'warning', name)),
    ...unreadable.map((name) => result('resource-unreadable', 'warning', name)),
    ...undecided.map(({ principal, what, reason }) =>
      result('access-not-decided', 'warning', `${principal}: ${what}: ${reason}`),
    ),
    ...examples.flipped.map(flippedResult),
    ...examples.notCompared.map((one) => ({
      ...result('example-not-compared', 'warning', uncomparedInWords(one)),
      locations: location(one),
    })),
  ];
  const rules = Object.entries(RULES).map(([id, text]) => ({ id, shortDescription: { text } }));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{ tool: { driver: { name: 'keyhole', rules } }, results }],
  };
}

type Level = 'error' | 'warning' | 'note';

/** A change at the statements of the newer version; at those of the older one if the newer has none. */
function changeResult(rule: Rule, level: Level, change: ChangeDocument, side: 'after'): object {
  const { principals, when, before } = change;
  const now = change[side];
  const condition = when === 'always' ? '' : ` if ${when}`;
  const message = `${principals.join(', ')}: ${accessInWords(change)}${condition}. Now: ${placesInWords(now).join('; ')}. Before: ${placesInWords(before).join('; ')}`;
  const placed = now.statements.some(({ file }) => file !== undefined) ? now.statements : before.statements;
  return { ...result(rule, level, message), locations: placed.flatMap(location) };
}

function flippedResult(example: FlippedExample): object {
  const text = `${titleOf(example)}: ${flipInWords(example)}. ${reasonOfFlip(example)}`;
  const isMended = example.after.verdict === 'holds';
  const made = isMended ? result('example-mended', 'note', text) : result('example-broken', 'error', text);
  return { ...made, locations: location(example) };
}

function result(ruleId: Rule, level: Level, text: string): object {
  return { ruleId, level, message: { text } };
}

function location({ file, line }: Pick<AnswerStatement, 'file' | 'line'>): readonly object[] {
  if (file === undefined) return [];
  // A file of another revision is named by the path that it has in the repository.
  const uri = encodeURI(file.replace(/^[^/\\]*:(?=[^/\\])/, ''));
  return [{ physicalLocation: { artifactLocation: { uri }, region: { startLine: line } } }];
}
