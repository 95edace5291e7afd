import { execFileSync } from 'node:child_process';
import { lstatSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Finding, findingsIn, rulesWith } from './check.ts';
import { readQuotations, withoutQuotations } from './quotations.ts';
import { describeByRule, describeCounts, describeFinding } from './report.ts';
import { readDictionary } from './rules/dictionary.ts';

const { values: options, positionals: paths } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'boolean' },
    check: { type: 'boolean' },
    rule: { type: 'string', multiple: true },
  },
});

const added = readFileSync(new URL('words.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean);
const dictionary = readDictionary(added);
const rules = rulesWith(dictionary);
const all = readTree();

if (options.check) process.exitCode = check();
else list();

/** The findings in every file that git knows or would add, below the current folder; quotations are left out. */
function readTree(): { readonly findings: readonly Finding[]; readonly idle: readonly string[] } {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  const files = [...new Set(listed.split('\n'))]
    .filter((file) => file && lstatSync(file, { throwIfNoEntry: false })?.isFile())
    .sort();
  const found = files.flatMap((file) => findingsIn(file, readFileSync(file, 'utf8'), rules));
  const { findings, unused } = withoutQuotations(found, readQuotations());
  return {
    findings,
    idle: [
      ...unused.map(
        ({ file, begins }) =>
          `support/prose/quotations.yaml: no rule finds anything in "${begins}" of ${file}. Remove it.`,
      ),
      ...dictionary.idle().map((word) => `support/prose/words.txt: no text needs "${word}". Remove it.`),
    ],
  };
}

/** Lists the findings of the chosen paths and rules. */
function list(): void {
  const chosen = all.findings.filter(
    ({ file, rule }) =>
      (paths.length === 0 ||
        paths.some((path) => file === path || file.startsWith(`${path.replace(/\/$/, '')}/`))) &&
      (options.rule?.includes(rule) ?? true),
  );
  const describe = options.count ? describeCounts : describeByRule;
  say(describe(chosen, Object.keys(rules)));
}

/** Fails on every finding, and on every exemption that no text needs. */
function check(): number {
  const faults = [...all.findings.map(describeFinding), ...all.idle];
  say(faults);
  return faults.length > 0 ? 1 : 0;
}

function say(lines: readonly string[]): void {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
}
