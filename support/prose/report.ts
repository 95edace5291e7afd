import type { Finding } from './check.ts';

/** How much of a sentence is shown. */
const START = 60;

/** A finding in a line: where it is, how the sentence starts, what is wrong, what to write instead. */
export function describeFinding({ file, line, sentence, wrong, instead }: Finding): string {
  const start = sentence.length > START ? `${sentence.slice(0, START)}…` : sentence;
  return `${file}:${line} "${start}": ${wrong}. Write ${instead}.`;
}

/** The findings by rule, each rule with its count. */
export function describeByRule(findings: readonly Finding[], rules: readonly string[]): readonly string[] {
  return rules.flatMap((rule) => {
    const found = findings.filter((finding) => finding.rule === rule);
    return found.length === 0
      ? []
      : [`${rule} (${found.length})`, ...found.map((one) => `  ${describeFinding(one)}`)];
  });
}

/** A table of counts: a row for each top folder, or room of support/, and a column for each rule. */
export function describeCounts(findings: readonly Finding[], rules: readonly string[]): readonly string[] {
  const folders = [...new Set(findings.map(folderOf))].sort();
  const row = (name: string, found: readonly Finding[]) => {
    const counts = rules.map((rule) => found.filter((finding) => finding.rule === rule).length);
    return [name.padEnd(24), ...[...counts, found.length].map((count) => `${count}`.padStart(9))].join('');
  };
  return [
    [''.padEnd(24), ...[...rules, 'all'].map((rule) => rule.padStart(9))].join(''),
    ...folders.map((folder) =>
      row(
        folder,
        findings.filter((finding) => folderOf(finding) === folder),
      ),
    ),
    row('all', findings),
  ];
}

function folderOf({ file }: Finding): string {
  const parts = file.split('/').slice(0, -1);
  return parts.slice(0, parts[0] === 'support' ? 2 : 1).join('/') || '.';
}
