import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { Command } from 'commander';
import { addLab } from './add-lab.ts';

const SCENARIOS = join(import.meta.dirname, '..', '..', '..', 'scenarios');

test('the help names every scenario that ships', () => {
  let help = '';
  const program = new Command().configureOutput({ writeOut: (text) => (help += text) });
  addLab(program, () => undefined);
  program.commands[0]?.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  const folders = readdirSync(SCENARIOS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const words = new Set(help.split(/[\s,.]+/));
  expect(folders.map(({ name }) => name).filter((name) => !words.has(name))).toEqual([]);
});
