import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import type { ExampleResult } from '../example-result.ts';
import { reportMistakeToGitHub, reportToGitHub } from './report-to-github.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyhole-github-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bucketPolicy = {
  policy: 'the bucket policy of reports',
  statement: 'the statement "InternReads"',
  source: { file: 'scenarios/a/bucket.json', line: 12 },
};
const granted = JSON.stringify({
  id: '1',
  decisions: [
    { action: 's3:GetObject', allowedBy: [bucketPolicy] },
    {
      action: 'kms:Decrypt',
      allowedBy: [{ ...bucketPolicy, source: { file: 'scenarios/a/key.json', line: 3 } }],
    },
  ],
});
const denied = JSON.stringify({
  id: '2',
  decisions: [
    {
      action: 's3:GetObject',
      denial: {
        nearest: { ...bucketPolicy, mismatch: { element: 'Principal', detail: 'not' } },
        considered: [],
      },
    },
  ],
});

function example(line: number, more: Partial<ExampleResult> = {}): ExampleResult {
  return {
    name: `Example ${line}`,
    uri: 'features/a.feature',
    line,
    firstLine: line,
    outcomes: [],
    heading: { feature: 'Who | reads <it>?', rule: '' },
    status: 'failed',
    seconds: 0,
    reasons: [],
    decisions: [granted],
    failure: {
      step: 'access is denied: no bucket policy allows s3:GetObject',
      line: line + 2,
      message: 'AssertionError: expected: denied, 100%\nanswered: granted',
    },
    ...more,
  };
}

/** The lines that a report prints in an environment. */
function printed(env: NodeJS.ProcessEnv, run: (env: NodeJS.ProcessEnv) => void): readonly string[] {
  const lines: string[] = [];
  const write = jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((text) => lines.push(String(text)) > 0);
  try {
    run(env);
    return lines.join('').split('\n').slice(0, -1);
  } finally {
    write.mockRestore();
  }
}

const onGitHub = { GITHUB_ACTIONS: 'true' };

describe('in a workflow of GitHub Actions', () => {
  test('a failure is annotated at the statement that decided the permission of its step, and at the step', () => {
    expect(
      printed(onGitHub, (env) =>
        reportToGitHub([example(10), example(20, { status: 'passed' })], new Map(), env),
      ),
    ).toEqual([
      '::error file=scenarios/a/bucket.json,line=12,title=the statement "InternReads" of the bucket policy of reports decided' +
        '::access is denied: no bucket policy allows s3:GetObject%0Aexpected: denied, 100%25%0Aanswered: granted%0Afeatures/a.feature:12 Example 10',
      '::error file=features/a.feature,line=12,title=failed%3A Example 10' +
        '::access is denied: no bucket policy allows s3:GetObject%0Aexpected: denied, 100%25%0Aanswered: granted',
    ]);
  });

  test('a statement is annotated once for all its examples, and apart where it came nearest', () => {
    const lines = printed(onGitHub, (env) =>
      reportToGitHub([example(10), example(20), example(30, { decisions: [denied] })], new Map(), env),
    );
    const atStatements = lines.filter((line) => line.includes('file=scenarios'));
    expect(atStatements).toHaveLength(2);
    expect(atStatements[0]).toContain('features/a.feature:12 Example 10%0Afeatures/a.feature:22 Example 20');
    expect(atStatements[1]).toContain('reports came nearest::');
  });

  test.each<ExampleResult['status']>(['broken', 'unusable'])(
    'a %s example is annotated at its line alone',
    (status) => {
      const lines = printed(onGitHub, (env) => reportToGitHub([example(10, { status })], new Map(), env));
      expect(lines).toHaveLength(1);
    },
  );

  test('paths begin at the checkout, also if the specification is in a folder of it', () => {
    const env = { ...onGitHub, GITHUB_WORKSPACE: resolve('..') };
    const here = resolve('.').split('/').at(-1);
    expect(printed(env, (given) => reportToGitHub([example(10)], new Map(), given))[1]).toContain(
      `file=${here}/features/a.feature,`,
    );
  });

  test('the places of invalid files are annotated', () => {
    const message =
      'features/a.feature:3 is not valid Gherkin: x\nscenarios/a/scenario.yaml:4:2: keys: y\nno place: z';
    expect(printed(onGitHub, (env) => reportMistakeToGitHub(message, env))).toEqual([
      '::error file=features/a.feature,line=3,title=The specification cannot run::is not valid Gherkin: x',
      '::error file=scenarios/a/scenario.yaml,line=4,title=The specification cannot run::keys: y',
    ]);
  });

  test('the summary gets a table of outcomes, one of features, and the failures', () => {
    const file = join(folder, 'summary.md');
    const outcomes = new Map([['R1', { id: 'R1', pattern: 'a', statement: 'The reader *reads*.' }]]);
    const env = { ...onGitHub, GITHUB_STEP_SUMMARY: file };
    const examples = [
      example(10, { outcomes: ['R1'] }),
      example(20, { status: 'passed' }),
      example(30, { status: 'skipped', skipped: 'no *store*', failure: undefined }),
    ];
    printed(env, (given) => reportToGitHub(examples, outcomes, given));
    expect(readFileSync(file, 'utf8')).toBe(`### Access: 1 of 2 pass, 1 skipped

|  | outcome | statement | examples |
| --- | --- | --- | --- |
| ❌ | R1 | The reader \\*reads\\*. | 0 of 1 pass |

|  | feature | file | examples |
| --- | --- | --- | --- |
| ➖ | Who \\| reads &lt;it>? | features/a.feature | 1 of 1 pass, 1 skipped |

- ➖ 1 example (features/a.feature:30): no \\*store\\*

\`\`\`text
features/a.feature:12  Example 10
access is denied: no bucket policy allows s3:GetObject
expected: denied, 100%
answered: granted
\`\`\`
`);
  });

  test('a failure with fences in it does not end its block', () => {
    const file = join(folder, 'fences.md');
    const failure = { step: 's', line: 2, message: '```\n# not a heading' };
    printed({ ...onGitHub, GITHUB_STEP_SUMMARY: file }, (env) =>
      reportToGitHub([example(1, { failure })], new Map(), env),
    );
    expect(readFileSync(file, 'utf8')).toMatch(/\n````text\n[\s\S]*\n````\n$/);
  });

  test('many failures do not exceed what GitHub takes', () => {
    const file = join(folder, 'many.md');
    const failure = { step: 's', line: 2, message: 'x'.repeat(100_000) };
    const many = Array.from({ length: 20 }, (_, line) => example(line, { failure }));
    printed({ ...onGitHub, GITHUB_STEP_SUMMARY: file }, (env) => reportToGitHub(many, new Map(), env));
    const summary = readFileSync(file, 'utf8');
    expect(summary.length).toBeLessThan(600_000);
    expect(summary).toContain('… and 16 more');
  });

  test('a summary that cannot be written does not fail the run', () => {
    const warning = jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    printed({ ...onGitHub, GITHUB_STEP_SUMMARY: folder }, (env) => reportToGitHub([], new Map(), env));
    expect(warning).toHaveBeenCalledWith(expect.stringContaining('could not write the summary of this step'));
    warning.mockRestore();
  });
});

test('elsewhere nothing is annotated and no summary written', () => {
  const file = join(folder, 'never.md');
  const env = { GITHUB_STEP_SUMMARY: file };
  expect(
    printed(env, (given) => {
      reportToGitHub([example(10)], new Map(), given);
      reportMistakeToGitHub('features/a.feature:3 is wrong', given);
    }),
  ).toEqual([]);
  expect(() => readFileSync(file)).toThrow('ENOENT');
});
