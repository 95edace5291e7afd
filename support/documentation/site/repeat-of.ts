import type { Site } from './site.ts';

/** The commands that make the run again: its commit, then the specification with the same selection and store. */
export function repeatOf({ main: { run }, repeat }: Site): readonly string[] {
  const { paths, tags } = run.selection;
  const words = [
    ...paths,
    ...(tags === undefined ? [] : ['--tags', tags]),
    ...(run.store.kind === 'embedded' ? [] : ['--backend', run.store.kind]),
    ...(run.store.image === undefined ? [] : ['--image', run.store.image]),
  ];
  const command = [repeat, ...words.map(quoted)].join(' ');
  return run.commit === undefined ? [command] : [`git checkout ${run.commit.id}`, command];
}

/** A word for a shell. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
