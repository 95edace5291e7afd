import type { ImportedScenario } from '../../import/scenario/scenario-of-world.ts';

const UNDESCRIBED = /^it names (?<arn>arn:\S+), which no source describes$/;

/**
 * True for the gap of a user or role that no source describes, if scenario.yaml says its policies. `ids` has the id of each account.
 */
export function isDescribedBeside(
  { reason }: ImportedScenario['gaps'][number],
  { document, written, ids }: { document: object; written: unknown; ids: Readonly<Record<string, string>> },
): boolean {
  const arn = UNDESCRIBED.exec(reason)?.groups?.arn;
  if (arn === undefined) return false;
  return (['user', 'role'] as const).some((kind) => {
    const own: Readonly<Record<string, unknown>> = Object(Object(written)[`${kind}s`]);
    const imported: Readonly<Record<string, unknown>> = Object(Reflect.get(document, `${kind}s`));
    return Object.entries(imported).some(([key, thing]) => {
      const { account, path = '/', [`${kind}Name`]: name = key } = Object(thing);
      const said = Object(own[key]);
      return (
        `arn:aws:iam::${ids[account]}:${kind}${path}${name}` === arn &&
        ('policies' in said || 'managedPolicies' in said)
      );
    });
  });
}
