import { describe, expect, test } from '@jest/globals';
import type { Denied, Layer } from '../authorization/decision.ts';
import type { Service } from '../aws/operations.ts';
import type { Principal } from '../aws/principal.ts';
import { denialError } from '../gateway/denial-error.ts';
import type { Surface } from '../gateway/plan/check.ts';
import { KnownSurroundings } from '../gateway/surroundings/surroundings.ts';
import { denialOnTheWire } from './denial-on-the-wire.ts';

const owner = '111111111111';
const stranger = '222222222222';
const key = `arn:aws:kms:eu-west-1:${owner}:key/1`;
const object = 'arn:aws:s3:::reports/q1.csv';

/** What can be asked for, and the layers that can refuse it. */
const ASKED: readonly (readonly [
  Surface,
  Service,
  action: string,
  resource: string,
  layers: readonly Layer[],
])[] = [
  ['s3', 's3', 's3:GetObject', object, ['identity', 'boundary', 'session', 'scp', 'rcp', 'resource']],
  ...['kms:Decrypt', 'kms:GenerateDataKey'].flatMap((action) =>
    (['kms', 'kms through s3'] as const).map(
      (surface) =>
        [
          surface,
          surface === 'kms' ? 'kms' : 's3',
          action,
          key,
          ['identity', 'boundary', 'session', 'scp', 'rcp', 'key policy'],
        ] as const,
    ),
  ),
  ['kms', 'kms', 'kms:PutKeyPolicy', key, ['cross-account operation']],
  ['kms', 'kms', 'kms:RetireGrant', key, ['grant']],
];

const CASES = ASKED.flatMap(([surface, service, action, resource, layers]) =>
  layers.flatMap((layer) =>
    [true, false].flatMap((explicit) =>
      [owner, stranger].map((caller) => ({ surface, service, action, resource, layer, explicit, caller })),
    ),
  ),
).filter(
  // These two refuse other accounts alone, and for want of an allow.
  ({ layer, explicit, caller }) =>
    !['cross-account operation', 'grant'].includes(layer) || (!explicit && caller === stranger),
);

describe('what features expect of a refusal and what the gateway says agree', () => {
  test.each(CASES)(
    '$action through $surface, by $layer (explicit: $explicit), of account $caller',
    ({ surface, service, action, resource, layer, explicit, caller }) => {
      const principal: Principal = {
        type: 'User',
        accountId: caller,
        arn: `arn:aws:iam::${caller}:user/ana`,
        userName: 'ana',
        userId: 'AIDAEXAMPLEEXAMPLEUSE',
      };
      const crossAccount = caller === stranger;
      const permission = { action, resource, resourceAccount: owner, context: { get: () => undefined } };
      const decision: Denied = {
        outcome: 'Denied',
        principal,
        permission,
        layer,
        explicit,
        crossAccount,
        considered: [],
      };
      const said = denialError(decision, { principal, surroundings: new KnownSurroundings({}) }, surface);
      const denial = { layer, explicit, action };
      const expected = denialOnTheWire({ denial, service, callerArn: principal.arn, crossAccount, resource });
      expect({ code: said.code, status: said.status }).toEqual({
        code: expected.code,
        status: expected.status,
      });
      expect(said.message).toMatch(expected.message);
    },
  );
});
