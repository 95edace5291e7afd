import { relative } from 'node:path';
import { SpecError } from '../../scenario/spec-error.ts';

/** A file of the current folder, and the line in it if an error tells it; packages are left out. */
const PLACE = /(?:file:\/\/)?(\/(?:(?!node_modules)[^\n:])+\.[cm]?[jt]s)(?::(\d+))?/;

/** The reason why own step files cannot be loaded, with file and line; undefined if the error names no such file. */
export function stepsMistake(error: unknown): SpecError | undefined {
  if (!(error instanceof Error)) return undefined;
  const [, path = '', line] = PLACE.exec(`${error.stack}`) ?? [];
  const file = relative(process.cwd(), decodeURI(path));
  if (path === '' || file.startsWith('..')) return undefined;
  const place = line === undefined ? file : `${file}:${line}`;
  const message = `${place}: the steps cannot be loaded: ${error.message.split('\n')[0]}${remedy(error, file)}`;
  return new SpecError('syntax', message, { cause: error });
}

/** `npm init` makes packages whose files are no ES modules unless their names say so. */
function remedy({ message }: Error, file: string): string {
  if (!message.includes('outside a module')) return '';
  const name = file.replace(/\.([jt]s)$/, '.m$1');
  return `; rename it to ${name}, or put "type": "module" into package.json`;
}
