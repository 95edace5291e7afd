import { SpecError } from '../../scenario/spec-error.ts';

/** The scripts that init adds: one of its name for each command that messages suggest. */
const SCRIPTS: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'spec',
    'steps',
    'docs',
    'explain',
    'decide',
    'matrix',
    'who-can',
    'what-can',
    'diff',
    'lab',
    'as',
    'env',
    'reset',
    'snapshot',
    'trail',
  ].map((command) => [command, `keyhole ${command}`]),
);

/** A package.json with keyhole's scripts beside its own, in its own indentation, and the names of those that were added. */
export function withScripts(text: string): { readonly text: string; readonly added: readonly string[] } {
  const manifest = parsed(text);
  const own: object = manifest.scripts ?? {};
  const added = Object.keys(SCRIPTS).filter((name) => !Object.hasOwn(own, name));
  const scripts = { ...own, ...Object.fromEntries(added.map((name) => [name, SCRIPTS[name]])) };
  const indent = /^\{\s*?\n([ \t]+)/.exec(text)?.[1] ?? '  ';
  return { text: `${JSON.stringify({ ...manifest, scripts }, undefined, indent)}\n`, added };
}

function parsed(text: string): { readonly scripts?: object } {
  try {
    const manifest: unknown = JSON.parse(text);
    if (typeof manifest === 'object' && manifest !== null) return manifest;
  } catch {
    // The same message as for JSON that is no object.
  }
  throw new SpecError('syntax', 'package.json is no JSON object; correct it, and run keyhole init again');
}
