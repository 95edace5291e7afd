import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LineCounter, parseDocument } from 'yaml';
import type { Scenario } from '../../scenario/document/scenario.ts';
import { scenarioFile } from '../../scenario/document/scenario-file.ts';
import type { WorldPair } from './world-pair.ts';

const MEMBERS = ['users', 'roles', 'buckets', 'keys', 'secrets', 'tables'] as const;

/** A setting that conditions on tags read: a tag by its name, or whether the tags of a bucket count. */
type Settings = ReadonlyMap<string, { readonly value: string; readonly path: readonly string[] }>;

/**
 * The tags of a thing that differ between two versions, in words: `its tag team is hr, not fraud (scenario.yaml:7)`. They are told by
 * the thing's id, as in `roles.hr`. There are none if no policy tests tags.
 */
export function changedTags({ before, after }: WorldPair): ReadonlyMap<string, readonly string[]> {
  const tests = [before, after].flatMap(({ samples }) => samples.keys);
  const changed = new Map<string, readonly string[]>();
  if (!tests.some((key) => /(?:principal|resource|bucket)tag\//.test(key))) return changed;
  const [old, now] = [before, after].map(({ played }) => played.provisioned.scenario);
  if (old === undefined || now === undefined) return changed;
  for (const member of MEMBERS)
    for (const [name, thing] of Object.entries(now.document[member])) {
      const was = old.document[member][name];
      if (was === undefined) continue;
      const texts = differences(settingsOf(was, [member, name]), settingsOf(thing, [member, name]), {
        old,
        now,
      });
      if (texts.length > 0) changed.set(`${member}.${name}`, texts);
    }
  return changed;
}

function settingsOf(thing: object, path: readonly string[]): Settings {
  const { tags = {}, abac }: { readonly tags?: object; readonly abac?: boolean } = thing;
  const settings = new Map(
    Object.entries(tags).map(([tag, value]) => [
      `its tag ${tag}`,
      { value: String(value), path: [...path, 'tags', tag] },
    ]),
  );
  if (abac !== undefined) settings.set('its member abac', { value: String(abac), path: [...path, 'abac'] });
  return settings;
}

function differences(
  was: Settings,
  is: Settings,
  { old, now }: Readonly<Record<'old' | 'now', Scenario>>,
): readonly string[] {
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((name) => {
    const [before, after] = [was.get(name), is.get(name)];
    if (before?.value === after?.value) return [];
    if (after === undefined) return [`${name} is gone (${placeOf(old, before?.path ?? [])})`];
    const instead = before === undefined ? '' : `, not ${before.value}`;
    return [`${name} is ${after.value}${instead} (${placeOf(now, after.path)})`];
  });
}

/** The file and line of a member of scenario.yaml; the file alone if a source has it. */
function placeOf(scenario: Scenario, path: readonly string[]): string {
  const shown = scenarioFile(scenario);
  const file = join(scenario.folder, 'scenario.yaml');
  if (!existsSync(file)) return shown;
  const lineCounter = new LineCounter();
  const node: unknown = parseDocument(readFileSync(file, 'utf8'), { lineCounter }).getIn(path, true);
  const [start]: readonly unknown[] = Object(node).range ?? [];
  return typeof start === 'number' ? `${shown}:${lineCounter.linePos(start).line}` : shown;
}
