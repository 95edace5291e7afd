import type { Passage } from './passage.ts';

/** Comments that speak to a tool: the interpreter of a script, a parser's directive. */
const DIRECTIVE = /^#(?:!| syntax=| shellcheck )/;

/** The comments of a YAML file, a shell script, a Dockerfile: lines that begin with `#`, those in a row as one. */
export function readHashComments(source: string): readonly Passage[] {
  const passages: Passage[] = [];
  let lineBelow = -1;
  for (const [index, written] of source.split('\n').entries()) {
    const comment = written.trim();
    if (!comment.startsWith('#') || DIRECTIVE.test(comment)) continue;
    const text = comment.replace(/^#+ ?/, '');
    const before = passages.at(-1);
    if (before && index + 1 === lineBelow)
      passages[passages.length - 1] = { ...before, text: `${before.text}\n${text}` };
    else passages.push({ kind: 'comment', line: index + 1, text });
    lineBelow = index + 2;
  }
  return passages;
}
