import { Document, isMap, isScalar } from 'yaml';
import type { ImportedScenario } from '../../import/scenario/scenario-of-world.ts';

const MARK = ` Written by keyhole import, which overwrites it at the next import. Do not edit it: what you write yourself belongs into
 a scenario of your own, which reads the same source with its member "from".`;

/** The text of scenario.yaml, with the place in its source beside each thing. */
export function scenarioText({ document, things }: ImportedScenario): string {
  const yaml = new Document(document);
  yaml.commentBefore = MARK;
  for (const { kind, name, origin } of things) {
    const all: unknown = yaml.get(kind);
    if (!isMap(all)) continue;
    const key = all.items.find((pair) => isScalar(pair.key) && pair.key.value === name)?.key;
    const place = origin.line === undefined ? origin.file : `${origin.file}:${origin.line}`;
    if (isScalar(key)) key.commentBefore = ` ${place} ${origin.id}`;
  }
  return yaml.toString({ lineWidth: 110 });
}
