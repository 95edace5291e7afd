import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { projectRoot } from '../support/node/own-file.ts';

const text = (pattern: string) =>
  globSync(pattern, { cwd: projectRoot })
    .map((file) => readFileSync(join(projectRoot, file), 'utf8'))
    .join('\n')
    .toLowerCase()
    .replaceAll(' ', '-');

/** The policy documents of a scenario. */
function documentsOf(pattern: string): readonly string[] {
  return globSync(`scenarios/${pattern}/{policies,corrected,added,variants}/*.json`, { cwd: projectRoot });
}

/** Scenarios and tests name documents by file, features by the file's name in words. */
function unused(pattern: string): readonly string[] {
  const named = text(
    `{scenarios/${pattern}/*.yaml,features/${pattern}/*.feature,{scenarios/*,support/scenario/**/*}.test.ts}`,
  );
  return documentsOf(pattern).filter((file) => !named.includes(basename(file, '.json')));
}

test.each(
  globSync('scenarios/*/scenario.yaml', { cwd: projectRoot }).map((file) => file.split('/')[1] ?? ''),
)('every policy document of %s is used', (pattern) => {
  expect(documentsOf(pattern).length).toBeGreaterThan(0);
  expect(unused(pattern)).toEqual([]);
});
