import { relative, resolve } from 'node:path';

/** A message that GitHub shows beside a line of a file of the repository. */
export interface Annotation {
  /** The path from the current folder. */
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly message: string;
}

/**
 * The workflow command for an annotation. GitHub takes paths from the root of the checkout, which the current folder may
 * lie below.
 */
export function errorCommand({ file, line, title, message }: Annotation, env: NodeJS.ProcessEnv): string {
  const properties = { file: fromCheckout(file, env), line: String(line), title };
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapedProperty(value)}`);
  return `::error ${list.join(',')}::${escapedData(message)}\n`;
}

/** A file's path from the root of the checkout; as it is if it lies outside. */
export function fromCheckout(file: string, { GITHUB_WORKSPACE: root }: NodeJS.ProcessEnv): string {
  if (root === undefined || root === '') return file;
  const path = relative(root, resolve(file));
  return path.startsWith('..') ? file : path;
}

function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
