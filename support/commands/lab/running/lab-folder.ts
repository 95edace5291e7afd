import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import type { AwsFiles } from '../aws-files.ts';

/** The notice that a lab writes about itself, so that other commands in its folder find it. */
export interface LabNotice {
  /** A random id: the lab at the endpoint gives the same one if it is this lab. */
  readonly id: string;
  readonly endpoint: string;
  readonly pid: number;
  /** The name of its scenario; null for an empty lab. */
  readonly scenario: string | null;
  /** ISO 8601, UTC. */
  readonly started: string;
}

const NOTICE = 'lab.json';
/** The name of the file with the certificate authority of a lab with TLS. */
export const CA_FILE = 'ca.pem';
/** Files that a lab writes, by name. Nothing else is removed with it. */
const FILES = [NOTICE, 'config', 'credentials', CA_FILE] as const;

/** The text of a lab's files: AWS's two, and its certificate authority if it serves TLS. */
export interface LabFiles extends AwsFiles {
  readonly [CA_FILE]?: string | undefined;
}

/** The folder below the current one in which each lab has a folder of its own, named for its port. */
function labsFolder(): string {
  return resolve('.cache', 'lab');
}

/** The folder of a lab by its endpoint. */
export function folderOfLab(endpoint: string): string {
  return join(labsFolder(), new URL(endpoint).port);
}

/**
 * Writes files of a lab, with its notice last. Only the user may read them: they contain access keys. Throws node's error
 * if the folder cannot be written.
 */
export function writeLabFiles(notice: LabNotice, files: LabFiles) {
  const folder = folderOfLab(notice.endpoint);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const made of [labsFolder(), folder]) chmodSync(made, 0o700);
  // The keys are of no use elsewhere, and they must not get into a repository.
  writeAtOnce(join(labsFolder(), '.gitignore'), '*\n');
  for (const name of FILES.filter((one) => one !== NOTICE)) {
    const text = files[name];
    if (text === undefined) rmSync(join(folder, name), { force: true });
    else writeAtOnce(join(folder, name), text);
  }
  writeAtOnce(join(folder, NOTICE), `${JSON.stringify(notice)}\n`);
}

/** Writes a file beside its place and moves it there, so that no reader finds a part of it. */
function writeAtOnce(file: string, text: string): void {
  const unfinished = `${file}.${randomUUID()}`;
  try {
    writeFileSync(unfinished, text, { mode: 0o600, flag: 'wx' });
    renameSync(unfinished, file);
  } finally {
    rmSync(unfinished, { force: true });
  }
}

/** The certificate authority of the lab at an endpoint, if that lab was started with `--https` in the current folder. */
export function caFileOf(endpoint: string): string | undefined {
  const file = join(folderOfLab(endpoint), CA_FILE);
  return endpoint.startsWith('https:') && existsSync(file) ? file : undefined;
}

/** Removes the files of a lab, unless another lab has taken their place. */
export function removeLabFiles({ id, endpoint }: LabNotice): void {
  const folder = folderOfLab(endpoint);
  if (noticeIn(folder)?.id !== id) return;
  try {
    for (const name of FILES) rmSync(join(folder, name), { force: true });
    rmdirSync(folder);
  } catch {
    // The folder stays if it has a file that is not the lab's.
  }
}

/** The notices of labs in the current folder, newest first; some of these labs may have ended. */
export function labNotices(): readonly LabNotice[] {
  const folder = labsFolder();
  const notices = namesIn(folder).flatMap((name) => noticeIn(join(folder, name)) ?? []);
  return notices.toSorted((one, other) => other.started.localeCompare(one.started));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** The notice in a lab's folder; undefined if there is none that keyhole wrote. */
function noticeIn(folder: string): LabNotice | undefined {
  try {
    const notice: unknown = JSON.parse(readFileSync(join(folder, NOTICE), 'utf8'));
    return isNotice(notice) && folderOfLab(notice.endpoint) === folder ? notice : undefined;
  } catch {
    return undefined;
  }
}

function isNotice(value: unknown): value is LabNotice {
  if (typeof value !== 'object' || value === null) return false;
  const { id, endpoint, pid, scenario, started } = value as Record<string, unknown>;
  return (
    [id, endpoint, started].every((text) => typeof text === 'string') &&
    typeof pid === 'number' &&
    (scenario === null || typeof scenario === 'string')
  );
}
