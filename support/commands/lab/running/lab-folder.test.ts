import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { inTemporaryFolder } from '../../testing/in-folder.ts';
import { folderOfLab, type LabNotice, labNotices, removeLabFiles, writeLabFiles } from './lab-folder.ts';

inTemporaryFolder();
afterEach(() => rmSync('.cache', { recursive: true, force: true }));

const notice = (port: number, started: string): LabNotice => ({
  ...{ id: `lab ${port} ${started}`, endpoint: `http://127.0.0.1:${port}`, pid: 1, scenario: null },
  started: `2026-11-21T${started}:00.000Z`,
});
const files = { config: '[default]\n', credentials: '[a]\naws_secret_access_key = s\n' };
const mode = (path: string) => statSync(path).mode & 0o777;

test('only the user may read the files of a lab, and they stay out of repositories', () => {
  const lab = notice(4566, '10:00');
  writeLabFiles(lab, files);
  const folder = folderOfLab(lab.endpoint);
  expect([mode(join('.cache', 'lab')), mode(folder)]).toEqual([0o700, 0o700]);
  for (const name of ['config', 'credentials', 'lab.json']) expect(mode(join(folder, name))).toBe(0o600);
  expect(readFileSync('.cache/lab/.gitignore', 'utf8')).toBe('*\n');
  removeLabFiles(lab);
  expect(existsSync(folder)).toBe(false);
});

test('labs of a folder are listed with the newest first, and files of others are no labs', () => {
  const [older, newer] = [notice(4566, '10:00'), notice(4567, '11:00')];
  writeLabFiles(newer, files);
  writeLabFiles(older, files);
  writeLabFiles(notice(4568, '12:00'), files);
  writeFileSync(join(folderOfLab('http://127.0.0.1:4568'), 'lab.json'), '{"id":');
  expect(labNotices()).toEqual([newer, older]);
});

test('the files of a lab that another has replaced are not removed', () => {
  const later = notice(4570, '11:00');
  writeLabFiles(notice(4570, '10:00'), files);
  writeLabFiles(later, files);
  removeLabFiles(notice(4570, '10:00'));
  expect(labNotices()).toContainEqual(later);
});

test('a file that is not of the lab stays', () => {
  const lab = notice(4571, '10:00');
  writeLabFiles(lab, files);
  const own = join(folderOfLab(lab.endpoint), 'notes.txt');
  writeFileSync(own, 'mine');
  removeLabFiles(lab);
  expect(readFileSync(own, 'utf8')).toBe('mine');
  expect(existsSync(join(folderOfLab(lab.endpoint), 'credentials'))).toBe(false);
});
