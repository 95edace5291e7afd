import { globSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { conditionKeys } from './condition-keys.ts';

/** Keys of operations that the gateway always refuses: no served call has them. */
const NEVER_IN_A_CALL: Readonly<Record<string, string>> = {
  'iam:AWSServiceName': 'CreateServiceLinkedRole is not served',
  'kms:RecipientAttestation:': 'requests with a Recipient are refused',
  'secretsmanager:AddReplicaRegions': 'replicas are refused',
  'secretsmanager:resource/AllowRotationLambdaArn': 'rotation is not served',
};

const support = new URL('../../', import.meta.url);
const code = globSync('{authorization/permissions,gateway}/**/*.ts', { cwd: support })
  .filter((file) => !/\.test\.ts$|\/(?:proof|testing)\/|condition-keys\.ts$/.test(file))
  .map((file) => readFileSync(new URL(file, support), 'utf8').toLowerCase())
  .join('\n');

/** True if a rule or a desk writes the key, or the beginning of its family, as a text. */
const isWritten = (name: string) =>
  ["'", '`'].some((quote) => code.includes(`${quote}${name.toLowerCase()}`));

describe('The condition keys that an operation has', () => {
  const names = conditionKeys.filter(({ from }) => from === 'operation').map(({ name }) => name);

  test('are supplied by some rule or desk: a key that none supplies would be taken as absent', () => {
    expect(names.length).toBeGreaterThan(80);
    const missing = names.filter((name) => !isWritten(name));
    expect(missing.toSorted()).toEqual(Object.keys(NEVER_IN_A_CALL).toSorted());
  });
});
