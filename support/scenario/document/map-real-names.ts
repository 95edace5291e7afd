import type { KeyIds, SecretArns } from './placeholder-values.ts';
import { realKeyId } from './real-names.ts';
import type { ScenarioDocument } from './scenario-schema.ts';

/** The names on AWS of keys and secrets, each with the name of the provisioned one. */
export type RealNames = readonly (readonly [real: string, here: string])[];

/** The pairs of names; keys and secrets that are not provisioned yet are left out. */
export function realNamesOf(
  { keys, secrets }: Pick<ScenarioDocument, 'keys' | 'secrets'>,
  made: { readonly keyIds: KeyIds; readonly secretArns: SecretArns },
): RealNames {
  const pairs = [
    ...Object.entries(keys).map(([name, key]) => [realKeyId(key), made.keyIds[name]]),
    ...Object.entries(secrets).map(([name, { arn }]) => [arn, made.secretArns[name]]),
  ];
  return pairs.flatMap(([real, here]) => (real === undefined || here === undefined ? [] : [[real, here]]));
}

/** Replaces the ids of keys and the ARNs of secrets on AWS by those of the provisioned ones. */
export function mapRealNames(text: string, names: RealNames): string {
  return names.reduce((mapped, [real, here]) => mapped.replaceAll(real, here), text);
}
