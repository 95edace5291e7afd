import { readFeature } from './feature.ts';
import { readHashComments } from './hash-comments.ts';
import { readMarkdown } from './markdown.ts';
import type { Passage } from './passage.ts';
import { readTypeScript } from './typescript.ts';
import { readYaml } from './yaml.ts';

/** Sources that serve tests and measurements alone: their comments and the titles of tests are read, and no other literal. */
const BESIDE_THE_PRODUCT = /\.test\.[jt]s$|\/(?:testing|proof|bench|compose)\//;

const READERS: Readonly<Record<string, (source: string, file: string) => readonly Passage[]>> = {
  ts: readSource,
  js: readSource,
  feature: readFeature,
  md: readMarkdown,
  yaml: readYaml,
  yml: readYaml,
  py: readHashComments,
};

/** Scripts that are joined from sources: the sources are read. */
const JOINED = /^support\/documentation\/assets\/.*\.js$/;

function readSource(source: string, file: string): readonly Passage[] {
  return readTypeScript(source, BESIDE_THE_PRODUCT.test(file) ? 'titles of tests' : 'messages');
}

/** Files without an ending that are read for their comments. */
const SCRIPTS = /^(?:\.ci\/.*|Dockerfile|\.dockerignore|\.gitignore)$/;

/** The passages of a file by its path, or undefined if nothing in such a file is prose. */
export function readPassages(file: string, source: string): readonly Passage[] | undefined {
  if (JOINED.test(file)) return undefined;
  if (SCRIPTS.test(file)) return readHashComments(source);
  return READERS[/\.([a-z]+)$/.exec(file)?.[1] ?? '']?.(source, file);
}
