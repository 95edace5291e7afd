import { isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { readHashComments } from './hash-comments.ts';
import type { Passage } from './passage.ts';

/** Members whose values are prose of ours, in outcomes.yaml and the scenarios. */
const PROSE = new Set([
  'statement',
  'description',
  'note',
  'notes',
  'differs',
  'undocumented',
  'claim',
  'title',
  'because',
  'why',
]);

/** The comments of a YAML file, and the values of its members that are prose. */
export function readYaml(source: string): readonly Passage[] {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const passages: Passage[] = [...readHashComments(source)];
  visit(document, {
    Map(_, map) {
      for (const { key, value } of map.items) {
        if (!isScalar(key) || !isScalar(value) || !PROSE.has(String(key.value))) continue;
        if (typeof value.value !== 'string') continue;
        const { line } = lines.linePos(value.range?.[0] ?? 0);
        passages.push({ kind: 'text', line, text: value.value, flat: true });
      }
    },
  });
  return passages;
}
