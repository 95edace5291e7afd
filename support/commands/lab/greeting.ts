import { relative } from 'node:path';
import { styleText } from 'node:util';
import { pagesPath } from '../../gateway/serving/lab-pages.ts';
import type { ProvisionedScenario } from '../../scenario/provision/provisioned-scenario.ts';
import { outputWidth, wrapLines } from '../../terminal/wrap-lines.ts';
import { invocation } from '../invocation.ts';
import type { LabPrincipal } from './cast-of-lab.ts';
import { describeScenario } from './describe-scenario.ts';
import { folderOfLab } from './running/lab-folder.ts';
import type { ThingToTry } from './things-to-try.ts';

/** A lab that is ready. */
export interface ReadyLab {
  readonly endpoint: string;
  /** Lines about the port, the store and the listener that a user is to know. */
  readonly remarks: readonly string[];
  /** True if the lab's files could be written, so that other commands find it. */
  readonly isFound: boolean;
  /** The scenario and its cast; undefined for an empty lab. */
  readonly played?:
    | {
        readonly provisioned: ProvisionedScenario;
        readonly cast: readonly LabPrincipal[];
      }
    | undefined;
}

const INDENT = 12;

/** The text that a lab prints once it is ready: its scenario, how to act as a principal, and how to explain. */
export function greeting({ endpoint, remarks, isFound, played }: ReadyLab): string {
  const asked = isFound ? '' : `--endpoint ${endpoint}`;
  const lines = [
    styleText('bold', `keyhole lab on ${endpoint}`),
    ...remarks.flatMap((remark) => wrapLines(remark, outputWidth() - 2, false).map((line) => `  ${line}`)),
    ...(played === undefined
      ? emptyLines()
      : [...describeScenario(played.provisioned), '', ...castLines(played.cast)]),
    ...(isFound && played !== undefined ? profileLines(endpoint, played.cast) : []),
    '',
    ...row('browser', [`${endpoint}${pagesPath}`]),
    ...row('denials', [invocation('explain', asked)]),
    ...row('KMS calls', [invocation('trail', `${asked} --account <id>`.trim())]),
    ...row('to stop', ['Ctrl-C']),
  ];
  return `${lines.join('\n')}\n`;
}

function emptyLines(): readonly string[] {
  return [
    '  empty: create what you need',
    '  root users: the 12-digit account id as access key id, "test" as secret',
    '',
    ...row('become', [invocation('as', '111111111111 -- aws …')]),
  ];
}

function castLines(cast: readonly LabPrincipal[]): readonly string[] {
  const commands = cast.map(({ name }) => invocation('as', `${quoted(name)} -- aws …`));
  const width = Math.max(...commands.map(({ length }) => length));
  return row(
    'become',
    cast.map(({ kind, account }, index) => {
      const who =
        account === undefined ? 'a service' : `${kind === 'root' ? 'root user' : kind} of ${account}`;
      return `${(commands[index] ?? '').padEnd(width)}  ${styleText('dim', who)}`;
    }),
  );
}

/** The line that has AWS clients read the lab's profiles; a variable begins in the current folder. */
function profileLines(endpoint: string, [first]: readonly LabPrincipal[]): readonly string[] {
  const folder = relative(process.cwd(), folderOfLab(endpoint));
  return row('profiles', [
    String.raw`export AWS_CONFIG_FILE="$PWD/${folder}/config" \ `.trimEnd(),
    `  AWS_SHARED_CREDENTIALS_FILE="$PWD/${folder}/credentials"`,
    ...(first === undefined ? [] : [`aws --profile ${quoted(first.name)} …`]),
  ]);
}

/** The text that tells things to try, with a line break at both ends; empty if there are none. */
export function tryText(things: readonly ThingToTry[]): string {
  if (things.length === 0) return '';
  const lines = things.flatMap(({ outcome, title, commands }) => [
    ...wrapLines(outcome === undefined ? title : `${outcome} ${title}`, outputWidth() - INDENT),
    ...commands.flatMap(continued).map((line) => styleText('cyan', line)),
  ]);
  return `\n${row('try', lines).join('\n')}\n\n`;
}

/** A command line in parts that a shell joins, if it is too wide. */
function continued(command: string): readonly string[] {
  const width = outputWidth() - INDENT;
  if (command.length <= width) return [command];
  const [before = '', ...after] = command.split(' -- aws ');
  return [String.raw`${before} -- \ `.trimEnd(), `  aws ${after.join(' -- aws ')}`];
}

/** Lines with a title before the first one. */
function row(title: string, lines: readonly string[]): readonly string[] {
  return lines.map(
    (line, index) => `  ${styleText('dim', (index === 0 ? title : '').padEnd(INDENT - 2))}${line}`,
  );
}

/** A name as a shell takes it. */
function quoted(name: string): string {
  return /^[\w.@-]+$/.test(name) ? name : `"${name}"`;
}
