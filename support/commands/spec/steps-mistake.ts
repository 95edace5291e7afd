import { relative } from 'node:path';
import { projectRoot } from '../../node/own-file.ts';
import { SpecError } from '../../scenario/spec-error.ts';

/** A file in a stack, and the line in it if the stack tells it. */
const PLACE = /(?:file:\/\/)?(\/[^\n:()']+\.[cm]?[jt]s)(?::(\d+))?/g;

/** The reason why own step files cannot be loaded, with file and line; undefined if the error names no such file. */
export function stepsMistake(error: unknown): SpecError | undefined {
  if (!(error instanceof Error)) return undefined;
  const [message = ''] = error.message.split('\n');
  // A file that is missing comes before the one that imports it.
  const importing = message.split(' imported from ')[1] ?? '';
  const [, path = '', line] = placeIn(importing) ?? placeIn(`${error.stack}`) ?? [];
  if (path === '') return undefined;
  const file = fromHere(path);
  const place = line === undefined ? file : `${file}:${line}`;
  const what = message.replace(/ imported from .*$/, '').replaceAll(`${process.cwd()}/`, '');
  return new SpecError('syntax', `${place}: the steps cannot be loaded: ${what}${remedy(error, file)}`, {
    cause: error,
  });
}

/** The first file of the current folder that a text names; packages and keyhole itself are left out. */
function placeIn(text: string): readonly string[] | undefined {
  return [...text.matchAll(PLACE)].find(([, path = '']) => {
    const ofKeyhole = /^(?:dist\/)?support\//.test(relative(projectRoot, decodeURI(path)));
    return !ofKeyhole && !path.includes('/node_modules/') && !fromHere(path).startsWith('..');
  });
}

function fromHere(path: string): string {
  return relative(process.cwd(), decodeURI(path));
}

/** `npm init` makes packages whose files are no ES modules unless their names say so. */
function remedy({ message }: Error, file: string): string {
  if (!message.includes('outside a module')) return '';
  const name = file.replace(/\.([jt]s)$/, '.m$1');
  return `; rename it to ${name}, or put "type": "module" into package.json`;
}
