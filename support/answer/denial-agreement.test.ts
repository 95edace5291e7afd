import { describe, expect, test } from '@jest/globals';
import type { Denied, Layer } from '../authorization/terms/decision.ts';
import type { Service } from '../aws/operations.ts';
import type { Principal } from '../aws/principal.ts';
import { account, otherAccount } from '../aws/testing/accounts.ts';
import { desks } from '../gateway/desks.ts';
import { KnownSurroundings } from '../gateway/surroundings/surroundings.ts';
import { denialOnTheWire } from './denial-on-the-wire.ts';

const owner = account;
const stranger = otherAccount;
const key = `arn:aws:kms:eu-west-1:${owner}:key/1`;
const object = 'arn:aws:s3:::reports/q1.csv';
const role = `arn:aws:iam::${owner}:role/reader`;
const secret = `arn:aws:secretsmanager:eu-west-1:${owner}:secret:db-AbCdEf`;
const table = `arn:aws:dynamodb:eu-west-1:${owner}:table/books`;

/**
 * The permissions that a service refuses in these words, with their resource. Undocumented refusals are answered with
 * 501.
 */
const ASKED: Readonly<
  Record<string, readonly [actions: readonly string[], resource: string] | 'undocumented'>
> = {
  s3: [['s3:GetObject', 's3:PutBucketPolicy'], object],
  's3 behind an access point': [['s3:GetObject'], object],
  'kms through s3': [['kms:Decrypt', 'kms:GenerateDataKey'], key],
  'kms undocumented for s3': 'undocumented',
  kms: [['kms:Decrypt', 'kms:GenerateDataKey', 'kms:PutKeyPolicy', 'kms:RetireGrant'], key],
  iam: [['iam:GetRole'], role],
  sts: [['sts:AssumeRole'], role],
  secretsmanager: [['secretsmanager:GetSecretValue'], secret],
  'kms through secretsmanager': [['kms:Decrypt', 'kms:GenerateDataKey'], key],
  'kms for older versions': 'undocumented',
  dynamodb: [['dynamodb:GetItem', 'dynamodb:PutResourcePolicy'], table],
  'kms through dynamodb': [['kms:Decrypt', 'kms:DescribeKey'], key],
  'kms documented for dynamodb': 'undocumented',
  organizations: [
    ['organizations:DescribePolicy'],
    `arn:aws:organizations::${owner}:policy/o-1/service_control_policy/p-1`,
  ],
};

/** The ways in which a layer refuses: without an allow, by an explicit deny, or both. */
const REFUSES: Readonly<Record<Layer, readonly boolean[]>> = {
  scp: [true, false],
  rcp: [true],
  'endpoint policy': [true, false],
  identity: [true, false],
  boundary: [true, false],
  session: [true, false],
  resource: [true, false],
  'key policy': [true, false],
  'trust policy': [true, false],
  grant: [false],
  acl: [false],
  'block public access': [true],
  'cross-account operation': [false],
};

/** Layers that refuse only callers of other accounts. */
const ACROSS_ACCOUNTS: ReadonlySet<Layer> = new Set<Layer>(['cross-account operation', 'grant']);

// S3 Control refuses by the surfaces of S3.
const surfaces = Object.entries(desks).flatMap(([service, desk]) =>
  service === 's3control'
    ? []
    : Object.entries(desk.surfaces).map(([name, surface]) => ({
        service: service as Service,
        name,
        surface,
      })),
);

const cases = surfaces.flatMap(({ service, name, surface }) => {
  const asked = ASKED[name];
  if (asked === undefined || asked === 'undocumented') return [];
  const [actions, resource] = asked;
  return actions.flatMap((action) =>
    (Object.keys(REFUSES) as Layer[]).flatMap((layer) =>
      REFUSES[layer].flatMap((explicit) =>
        (ACROSS_ACCOUNTS.has(layer) ? [stranger] : [owner, stranger]).map((caller) => {
          return { service, name, surface, action, resource, layer, explicit, caller };
        }),
      ),
    ),
  );
});

function denialOf({ action, resource, layer, explicit, caller }: (typeof cases)[number]): Denied {
  const principal: Principal = {
    type: 'User',
    accountId: caller,
    arn: `arn:aws:iam::${caller}:user/ana`,
    userName: 'ana',
    userId: 'AIDAEXAMPLEEXAMPLEUSE',
  };
  const crossAccount = caller === stranger;
  const permission = { action, resource, resourceAccount: owner, context: { get: () => undefined } };
  const denied = { principal, permission, layer, explicit, crossAccount, considered: [] } as const;
  if (action !== 's3:PutBucketPolicy' || layer !== 'block public access')
    return { result: 'Denied', ...denied };
  return { result: 'Denied', ...denied, setting: 'BlockPublicPolicy' };
}

describe('what features expect of a refusal and what the gateway says agree', () => {
  test('of every surface of every service', () => {
    expect(surfaces.map(({ name }) => name).sort()).toEqual(Object.keys(ASKED).sort());
  });

  test.each(cases)('$action through $name, by $layer (explicit: $explicit), of account $caller', (asked) => {
    const denied = denialOf(asked);
    const { service, action, resource, layer, explicit } = asked;
    const principal = denied.principal as Extract<Principal, { type: 'User' }>;
    const surroundings = new KnownSurroundings({});
    const said = asked.surface.refuse(denied, { principal, surroundings, said: resource });
    if (asked.surface.isUndocumented?.(denied) === true) {
      expect({ code: said.code, status: said.status }).toEqual({ code: 'NotImplemented', status: 501 });
      return;
    }
    const expected = denialOnTheWire({
      denial: { layer, explicit, action },
      service,
      callerArn: principal.arn,
      crossAccount: denied.crossAccount,
      resource,
    });
    expect({ code: said.code, status: said.status }).toEqual({
      code: expected.code,
      status: expected.status,
    });
    expect(said.message).toMatch(expected.message);
  });

  test.each(surfaces.filter(({ name }) => ASKED[name] === 'undocumented'))(
    'that AWS documents no refusal, $name',
    ({ surface }) => {
      const [asked] = cases;
      if (asked === undefined) throw new Error('no case');
      const denied = denialOf(asked);
      const principal = denied.principal as Principal;
      const said = surface.refuse(denied, { principal, surroundings: new KnownSurroundings({}) });
      expect(said).toMatchObject({ code: 'NotImplemented', status: 501 });
    },
  );
});
