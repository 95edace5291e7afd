import type { KeyIds, SecretArns } from './placeholder-values.ts';
import { realKeyId } from './real-names.ts';
import type { ScenarioDocument } from './scenario-schema.ts';

/**
 * Replaces the ids of keys and the ARNs of secrets on AWS by those of the provisioned ones. Those of keys and secrets that
 * are not provisioned yet stay.
 */
export function mapRealNames(
  text: string,
  { keys, secrets }: Pick<ScenarioDocument, 'keys' | 'secrets'>,
  made: { readonly keyIds: KeyIds; readonly secretArns: SecretArns },
): string {
  const pairs = [
    ...Object.entries(keys).map(([name, key]) => [realKeyId(key), made.keyIds[name]]),
    ...Object.entries(secrets).map(([name, { arn }]) => [arn, made.secretArns[name]]),
  ];
  let mapped = text;
  for (const [real, here] of pairs)
    if (real !== undefined && here !== undefined) mapped = mapped.replaceAll(real, here);
  return mapped;
}
