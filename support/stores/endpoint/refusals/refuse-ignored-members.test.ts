import { expect, test } from '@jest/globals';
import type { Call } from '../../store.ts';
import { refuseIgnoredMembers } from './refuse-ignored-members.ts';

const current = { VersionStage: 'AWSCURRENT', RemoveFromVersionId: 'a', MoveToVersionId: 'a' };

type Case = readonly [what: string, operation: string, input: object, reason: string | undefined];

test.each<Case>([
  ['a table', 'CreateTable', {}, undefined],
  ['a table with a policy', 'CreateTable', { ResourcePolicy: '{}' }, 'keeps the policy'],
  ['material that stays', 'ImportKeyMaterial', {}, undefined],
  ['material that expires', 'ImportKeyMaterial', { ValidTo: new Date('2030-01-01') }, 'beyond its ValidTo'],
  ['material of an id', 'ImportKeyMaterial', { KeyMaterialId: 'a' }, 'of another id'],
  ['AWSCURRENT where it is', 'UpdateSecretVersionStage', current, 'AWSPREVIOUS'],
  [
    'AWSCURRENT where it is, from nowhere',
    'UpdateSecretVersionStage',
    { ...current, RemoveFromVersionId: undefined },
    'AWSPREVIOUS',
  ],
  ['AWSCURRENT elsewhere', 'UpdateSecretVersionStage', { ...current, MoveToVersionId: 'b' }, undefined],
  ['another label where it is', 'UpdateSecretVersionStage', { ...current, VersionStage: 'mine' }, undefined],
])('an endpoint is told, or not told, of %s', (_, operation, input, reason) => {
  const ask = () => refuseIgnoredMembers({ operation, input } as unknown as Call);
  if (reason === undefined) expect(ask).not.toThrow();
  else expect(ask).toThrow(reason);
});
