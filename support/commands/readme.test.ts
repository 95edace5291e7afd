import { globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { projectRoot } from '../node/own-file.ts';
import { held, readConformance, recordedBackends } from './conformance/conformance-record.ts';

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8');
const readme = read('README.md');
const shellBlocks = [...readme.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block ?? '').join('\n');

describe('the README', () => {
  test.each([...new Set(readme.match(/npm (?:run [a-z:]+|test)/g))])(
    '%s is a script of package.json',
    (command) => {
      const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
      expect(scripts).toContain(command.replace(/^npm (run )?/, ''));
    },
  );

  test.each([...new Set(shellBlocks.match(/npm (?:run [a-z:]+|test|ci)/g))])('%s is run by CI', (command) => {
    expect(read('.ci/run')).toContain(command);
  });

  test('links to files that are there', () => {
    for (const [, path] of readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)) {
      expect(() => read(path ?? '')).not.toThrow(/ENOENT/);
    }
  });

  test.each(recordedBackends)('says how many outcomes hold on %s, as the record does', (backend) => {
    const column = recordedBackends.indexOf(backend);
    const rows = [...readme.matchAll(/\| ([A-Z])\d\d–\1\d\d \| (\d+) \| (\d+) \|/g)];
    const stated = rows.map(([, letter, ...counts]) => [letter, Number(counts[column])]);
    const run = readConformance()[backend];
    const letters = [...new Set(Object.keys(run?.outcomes ?? {}).map((id) => id.slice(0, 1)))];
    expect(stated.toSorted()).toEqual(letters.toSorted().map((letter) => [letter, run && held(run, letter)]));
    expect(rows).toHaveLength(13);
  });

  test('fits on two screens', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(100);
  });
});

describe('the README of support', () => {
  const map = read('support/README.md');

  test('and the other papers name every script that is for people', () => {
    const named = new Set(
      [...`${readme}${map}${read('CONTRIBUTING.md')}`.matchAll(/npm (?:run )?([a-z:-]+)/g)].map(
        ([, script]) => script,
      ),
    );
    const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
    expect(scripts.filter((script) => script !== 'prepack' && !named.has(script))).toEqual([]);
  });

  test('is a map, and no longer than one', () => {
    expect(map.split('\n').length).toBeLessThanOrEqual(76);
  });

  test('names every folder', () => {
    const folders = globSync('support/{*,*/*}/', { cwd: projectRoot, withFileTypes: true });
    const names = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(names.filter((name) => !new RegExp(`[\`/]${name}/`).test(map))).toEqual([]);
  });

  test('names files and folders that are there', () => {
    const files = new Set(readdirSync(join(projectRoot, 'support'), { recursive: true, encoding: 'utf8' }));
    const named = [...map.matchAll(/`([\w./-]+(?:\.ts|\/))`/g)].map(([, path = '']) =>
      path.replace(/\/$/, ''),
    );
    const known = [...files, ...[...files].map((file) => basename(file))];
    expect(named.filter((path) => !known.some((file) => file === path || file.endsWith(`/${path}`)))).toEqual(
      [],
    );
  });
});
