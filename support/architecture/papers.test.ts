import { globSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from './imports.ts';

const read = (file: string) => readFileSync(new URL(file, ROOT), 'utf8');

/** Folders that tools make, and that no commit contains. */
const MADE_BY_TOOLS = new Set(['.git', '.cache', 'coverage', 'dist', 'node_modules', 'site']);

/** The folders below a folder, as paths from the root that end with a slash. */
function foldersIn(folder: string): readonly string[] {
  return readdirSync(new URL(folder, ROOT), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !MADE_BY_TOOLS.has(entry.name))
    .map(({ name }) => `${folder}${name}/`);
}

const papers = [
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...globSync('decisions/*.md', { cwd: ROOT }).sort(),
];

describe('the tree in CONTRIBUTING.md', () => {
  const [, tree = ''] = /<!-- tree -->\n(.*)<!-- \/tree -->/s.exec(read('CONTRIBUTING.md')) ?? [];
  const lines = [...tree.matchAll(/^\| `(\S+\/)` \| (.*) \|$/gm)];

  test('has a line for each folder of the first two levels, in order, and for no other', () => {
    const top = foldersIn('./').map((folder) => folder.slice('./'.length));
    const expected = [...top, ...top.flatMap(foldersIn)];
    expect(expected.length).toBeGreaterThan(30);
    expect(lines.map(([, folder]) => folder)).toEqual(expected.toSorted());
  });

  test('says of each folder what it holds', () => {
    expect(lines.filter(([, , text = '']) => text.length < 10)).toEqual([]);
  });
});

describe('the papers', () => {
  /** The paths that a paper names in backticks. Texts with a placeholder or without a folder are not paths. */
  const pathsIn = (paper: string) =>
    [...read(paper).matchAll(/`([\w.-]+\/[\w./-]*(?:\/|\.\w+))`/g)].map(([, path = '']) => path);

  test.each(papers)('%s names files and folders that exist, from the root or from support/', (paper) => {
    const exists = (path: string) => globSync([path, `support/${path}`], { cwd: ROOT }).length > 0;
    // `npm run build` and `keyhole spec` write below these two.
    const named = pathsIn(paper).filter((path) => !/^(?:dist|\.cache|node_modules)\//.test(path));
    expect(named.filter((path) => !exists(path.replace(/\/$/, '')))).toEqual([]);
  });

  test('name many paths', () => {
    expect(papers.flatMap(pathsIn).length).toBeGreaterThan(60);
  });

  test.each(papers)('%s links to files that exist', (paper) => {
    const links = [...read(paper).matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) =>
      join(dirname(paper), path),
    );
    expect(links.filter((path) => globSync(path, { cwd: ROOT }).length === 0)).toEqual([]);
  });
});

describe('the decisions', () => {
  const pages = papers.filter((paper) => /^decisions\/\d/.test(paper));

  test.each(pages)('%s is one page: context, decision, consequences', (page) => {
    const text = read(page);
    expect(text.match(/^##? .*$/gm)).toEqual([
      expect.stringMatching(/^# \d+ /),
      '## Context',
      '## Decision',
      '## Consequences',
    ]);
    expect(text.split('\n').length).toBeLessThanOrEqual(41);
  });

  test('are numbered without a gap, and listed by number and title', () => {
    const titles = pages.map((page) => [page.slice('decisions/'.length), titleOf(page)]);
    expect(titles.map(([file]) => Number(file?.slice(0, 2)))).toEqual(titles.map((_, index) => index + 1));
    const rows = [...read('decisions/README.md').matchAll(/^\| \[(\d+ [^\]]+)\]\(([^)]+)\) \|/gm)];
    expect(rows.map(([, title, file]) => [file, title])).toEqual(titles);
  });

  function titleOf(page: string): string | undefined {
    return /^# (.*)$/m.exec(read(page))?.[1];
  }
});
