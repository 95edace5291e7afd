import type { Assumptions } from '../../../gateway/surroundings/assumptions.ts';
import { assumptionsSchema } from '../../../scenario/document/assumptions-schema.ts';
import { SpecError } from '../../../scenario/spec-error.ts';

/**
 * The facts of `--assume key=value`, beside those of a scenario that they do not replace; undefined if none is given. A key
 * that is given several times has several values. Throws SpecError for another form, and for what `assume` of scenario.yaml
 * refuses.
 */
export function assumptionsOf(
  given: readonly string[],
  ofScenario: Assumptions['values'],
): Assumptions['values'] | undefined {
  if (given.length === 0) return undefined;
  const pairs = given.map((words) => {
    const [, key, value] = /^([^=\s]+)=(.+)$/.exec(words) ?? [];
    if (key !== undefined && value !== undefined) return { key, value };
    const message = `--assume ${words} is not a condition key and its value, such as aws:SourceIp=203.0.113.7`;
    throw new SpecError('invalid-document', message);
  });
  const stated = [...Map.groupBy(pairs, ({ key }) => key)].map(([key, same]): [string, string[]] => [
    key,
    same.map(({ value }) => value),
  ]);
  const replaced = new Set(stated.map(([key]) => key.toLowerCase()));
  const kept = Object.entries(ofScenario).filter(([key]) => !replaced.has(key.toLowerCase()));
  // A parsed object has no such member, so that the fact would be left out silently.
  const lost = stated.find(([key]) => key === '__proto__')?.[0];
  if (lost !== undefined)
    throw new SpecError('invalid-document', `--assume ${lost}: is not a condition key of AWS`);
  const parsed = assumptionsSchema.safeParse(Object.fromEntries([...kept, ...stated]));
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `--assume ${path.join('.')}: ${message}`);
  throw new SpecError('invalid-document', faults.join('\n'));
}
