import { expect, test } from '@jest/globals';
import { diffMarkdown } from './diff-markdown.ts';
import type { DiffReport } from './diff-report.ts';

const reason =
  'answered: access is granted\n\n  nearest: aws:ResourceTag/team is not ${aws:PrincipalTag/team}';
const report: DiffReport = {
  ...{ version: 1, before: 'HEAD', after: 'the working tree', compared: 0, decided: 0 },
  ...{
    widened: [],
    narrowed: [],
    widenedButForKey: [],
    pathsOpened: [],
    withoutAdministrator: [],
    unreadable: [],
  },
  ...{ undecided: [], inexact: [] },
  examples: {
    compared: 1,
    flipped: [
      {
        ...{ file: 'features/reports.feature', line: 12, feature: 'Reports' },
        ...{ name: 'The intern cannot read', outcomes: ['R01'] },
        before: { verdict: 'holds' },
        after: { verdict: 'fails', reason },
      },
    ],
    notCompared: [],
  },
};

test('an example that flips has its place and each line of its reason in a line of its own', () => {
  expect(diffMarkdown(report)).toContain(
    [
      '### Examples that flip',
      '',
      '- ❌ R01 The intern cannot read: held, and fails now',
      '  - features/reports.feature:12',
      '  - answered: access is granted',
      '  - nearest: aws:ResourceTag/team is not ${aws:PrincipalTag/team}',
      '',
    ].join('\n'),
  );
});
