import { expect, test } from '@jest/globals';
import type { PolicyChange } from '../record/run-record.ts';
import { recordedScenario, sampleRecord } from '../testing/sample-record.ts';
import { changedDocument } from './changed-documents.ts';
import { siteOf } from './site-of.ts';

const site = siteOf([sampleRecord()], { repeat: '' });
const [document] = recordedScenario().documents;
const file = document?.file ?? '';
const text = document?.text ?? '';
const values = recordedScenario().placeholders;

/** The Sids that a changed policy lacks, and the number of statements that it adds. */
function compared(change: Partial<PolicyChange>) {
  const { lacks, gains } = changedDocument(site, { step: 0, policy: 'p', file, ...change }, 'exchange');
  return [lacks.map(({ sid }) => sid), gains];
}

const { Statement } = JSON.parse(text);
const withStatements = (...statements: readonly unknown[]) => JSON.stringify({ Statement: statements });

test.each<[string, Partial<PolicyChange>, readonly unknown[]]>([
  ['the text of a file', {}, [[], 0]],
  ['the same statements in another form', { text: JSON.stringify(JSON.parse(text)) }, [[], 0]],
  [
    'a value for its placeholder',
    { text: text.replace('{{accounts.vault.root}}', values['accounts.vault.root'] ?? '') },
    [[], 0],
  ],
  ['a statement less', { text: withStatements(Statement[0]) }, [['Root'], 0]],
  ['an only statement without a list', { text: JSON.stringify({ Statement: Statement[1] }) }, [['Write'], 0]],
  ['another statement', { text: withStatements(...Statement, { Sid: 'New' }) }, [[], 1]],
  [
    'a changed statement',
    { text: withStatements(Statement[0], { ...Statement[1], Effect: 'Deny' }) },
    [['Root'], 1],
  ],
  ['a text that is no policy', { text: 'none' }, [['Write', 'Root'], 0]],
])('compares %s', (_, change, expected) => {
  expect(compared(change)).toEqual(expected);
});

test('finds the document in use of a policy that was taken away', () => {
  const [use = ''] = document?.uses ?? [];
  const change = { step: 0, policy: use, removed: true };
  expect(changedDocument(site, change, 'exchange').document?.file).toBe(file);
  expect(changedDocument(site, change, 'another').document).toBeUndefined();
});
