import { basename } from 'node:path';
import type { PrincipalVariables } from './child-environment.ts';

/** The forms in which variables can be printed. */
export const shellNames = ['bash', 'fish', 'powershell', 'json'] as const;
/** One of {@link shellNames}; `bash` is for every shell of the Bourne family. */
export type ShellName = (typeof shellNames)[number];

/** The shell of the user, by the environment. */
export function ownShell(env = process.env): ShellName {
  const name = basename(env.SHELL ?? '');
  if (name === 'fish') return 'fish';
  if (name === 'pwsh' || (name === '' && env.PSModulePath !== undefined)) return 'powershell';
  return 'bash';
}

/** The lines that set variables in a shell, and remove the undefined ones. */
export function shellLines(variables: PrincipalVariables, shell: ShellName): string {
  if (shell === 'json') return `${JSON.stringify(variables, undefined, 2)}\n`;
  const line = { bash, fish, powershell }[shell];
  return Object.entries(variables)
    .map(([name, value]) => `${line(name, value)}\n`)
    .join('');
}

function bash(name: string, value: string | undefined): string {
  return value === undefined
    ? `unset ${name}`
    : `export ${name}='${value.replaceAll("'", String.raw`'\''`)}'`;
}

function fish(name: string, value: string | undefined): string {
  return value === undefined
    ? `set -e ${name}`
    : `set -gx ${name} '${value.replace(/['\\]/g, String.raw`\$&`)}'`;
}

function powershell(name: string, value: string | undefined): string {
  return value === undefined
    ? `Remove-Item Env:${name} -ErrorAction SilentlyContinue`
    : `$Env:${name} = '${value.replaceAll("'", "''")}'`;
}
