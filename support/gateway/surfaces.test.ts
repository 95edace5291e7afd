import { describe, expect, test } from '@jest/globals';
import type { Denied, Layer } from '../authorization/terms/decision.ts';
import type { AwsError } from '../aws/aws-error.ts';
import type { Principal } from '../aws/principal.ts';
import type { Refused } from './refusal/surface.ts';
import { dynamodbSurfaces } from './services/dynamodb/dynamodb-surfaces.ts';
import { iamSurfaces } from './services/iam/iam-surfaces.ts';
import { kmsSurfaces } from './services/kms/kms-surfaces.ts';
import { s3Surfaces } from './services/s3/s3-surfaces.ts';
import { secretsSurfaces } from './services/secretsmanager/secrets-surfaces.ts';
import { stsSurfaces } from './services/sts/sts-surfaces.ts';
import { KnownSurroundings, type Surroundings } from './surroundings/surroundings.ts';

/** The surfaces of all services, by name. */
const surfaces = {
  ...s3Surfaces,
  ...kmsSurfaces,
  ...iamSurfaces,
  ...stsSurfaces,
  ...secretsSurfaces,
  ...dynamodbSurfaces,
};
type SurfaceName = keyof typeof surfaces;

function denialError(denied: Denied, refused: Refused, surface: SurfaceName): AwsError {
  return surfaces[surface].refuse(denied, refused);
}

const user: Principal = {
  type: 'User',
  accountId: '111111111111',
  arn: 'arn:aws:iam::111111111111:user/mary',
  userName: 'mary',
  userId: 'AIDAEXAMPLEEXAMPLEUSE',
};
const object = 'arn:aws:s3:::bucket/key';
const key = 'arn:aws:kms:eu-west-1:111111111111:key/1';
const role = 'arn:aws:iam::111111111111:role/reader';
const hidden =
  'because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';

interface Case {
  readonly surface: SurfaceName;
  readonly action: string;
  readonly resource: string;
  readonly layer: Layer;
  readonly explicit?: boolean;
  readonly crossAccount?: boolean;
  readonly setting?: Denied['setting'];
  readonly says: string;
}

// Texts: Amazon S3 user guide, "Troubleshoot access denied (403 Forbidden) errors"; IAM user guide, "Troubleshoot
// access denied error messages"; KMS as recorded from the service.
const cases: readonly Case[] = [
  {
    surface: 's3',
    action: 's3:PutObject',
    resource: object,
    layer: 'identity',
    says: `s3:PutObject on resource: "${object}" because no identity-based policy allows the s3:PutObject action`,
  },
  {
    surface: 's3',
    action: 's3:PutObject',
    resource: object,
    layer: 'resource',
    explicit: true,
    says: `s3:PutObject on resource: "${object}" with an explicit deny in a resource-based policy`,
  },
  {
    surface: 's3',
    action: 's3:PutObject',
    resource: object,
    layer: 'identity',
    explicit: true,
    says: `s3:PutObject on resource: "${object}" with an explicit deny in an identity-based policy`,
  },
  {
    surface: 's3',
    action: 's3:GetObject',
    resource: object,
    layer: 'session',
    says: `s3:GetObject on resource: "${object}" because no session policy allows the s3:GetObject action`,
  },
  {
    surface: 's3',
    action: 's3:PutBucketPolicy',
    setting: 'BlockPublicPolicy',
    resource: 'arn:aws:s3:::bucket',
    layer: 'block public access',
    explicit: true,
    says: 's3:PutBucketPolicy on resource: "arn:aws:s3:::bucket" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.',
  },
  {
    surface: 's3',
    action: 's3:GetObject',
    resource: object,
    layer: 'block public access',
    explicit: true,
    says: `s3:GetObject on resource: "${object}" with an explicit deny in a resource-based policy`,
  },
  {
    surface: 'kms',
    action: 'kms:Decrypt',
    resource: key,
    layer: 'identity',
    says: `kms:Decrypt on resource: ${key} because no identity-based policy allows the kms:Decrypt action`,
  },
  {
    surface: 'kms',
    action: 'kms:Decrypt',
    resource: key,
    layer: 'key policy',
    says: `kms:Decrypt on resource: ${key} because no resource-based policy allows the kms:Decrypt action`,
  },
  {
    surface: 'kms',
    action: 'kms:Decrypt',
    resource: key,
    layer: 'key policy',
    explicit: true,
    says: `kms:Decrypt on resource: ${key} with an explicit deny in a resource-based policy`,
  },
  {
    surface: 'kms',
    action: 'kms:Decrypt',
    resource: key,
    layer: 'key policy',
    crossAccount: true,
    says: `kms:Decrypt on this resource ${hidden}`,
  },
  {
    surface: 'kms',
    action: 'kms:Decrypt',
    resource: key,
    layer: 'key policy',
    explicit: true,
    crossAccount: true,
    says: `kms:Decrypt on this resource ${hidden}`,
  },
  {
    surface: 'kms',
    action: 'kms:PutKeyPolicy',
    resource: key,
    layer: 'cross-account operation',
    crossAccount: true,
    says: `kms:PutKeyPolicy on this resource ${hidden}`,
  },
  {
    surface: 'kms',
    action: 'kms:Decrypt',
    resource: key,
    layer: 'identity',
    explicit: true,
    crossAccount: true,
    says: `kms:Decrypt on resource: ${key} with an explicit deny in an identity-based policy`,
  },
  {
    surface: 'kms through s3',
    action: 'kms:GenerateDataKey',
    resource: key,
    layer: 'identity',
    says: `kms:GenerateDataKey on resource: ${key} because no identity-based policy allows the kms:GenerateDataKey action`,
  },
  {
    surface: 'kms through s3',
    action: 'kms:Decrypt',
    resource: key,
    layer: 'identity',
    says: 'kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action',
  },
  {
    surface: 'kms through s3',
    action: 'kms:Decrypt',
    resource: key,
    layer: 'key policy',
    says: `kms:Decrypt on resource: ${key} because no resource-based policy allows the kms:Decrypt action`,
  },
  {
    surface: 'kms through s3',
    action: 'kms:GenerateDataKey',
    resource: key,
    layer: 'key policy',
    crossAccount: true,
    says: `kms:GenerateDataKey on this resource ${hidden}`,
  },
  {
    surface: 'kms through s3',
    action: 'kms:Decrypt',
    resource: key,
    layer: 'key policy',
    crossAccount: true,
    says: `kms:Decrypt on the resource associated with this ciphertext ${hidden}`,
  },
  {
    surface: 'kms through s3',
    action: 'kms:Decrypt',
    resource: key,
    layer: 'identity',
    crossAccount: true,
    says: 'kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action',
  },
  {
    surface: 'kms through s3',
    action: 'kms:GenerateDataKey',
    resource: key,
    layer: 'boundary',
    crossAccount: true,
    says: 'kms:GenerateDataKey on this resource because no permissions boundary allows the kms:GenerateDataKey action',
  },
  {
    surface: 'kms',
    action: 'kms:RetireGrant',
    resource: key,
    layer: 'grant',
    crossAccount: true,
    says: `kms:RetireGrant on this resource ${hidden}`,
  },
  {
    surface: 'iam',
    action: 'iam:CreateUser',
    resource: 'arn:aws:iam::111111111111:user/x',
    layer: 'identity',
    says: 'iam:CreateUser on resource: arn:aws:iam::111111111111:user/x because no identity-based policy allows the iam:CreateUser action',
  },
  {
    surface: 'secretsmanager',
    action: 'secretsmanager:ListSecrets',
    resource: '*',
    layer: 'identity',
    says: 'secretsmanager:ListSecrets because no identity-based policy allows the secretsmanager:ListSecrets action',
  },
  {
    surface: 'sts',
    action: 'sts:AssumeRole',
    resource: role,
    layer: 'trust policy',
    says: `sts:AssumeRole on resource: ${role}`,
  },
];

function denied(
  { action, resource, layer, explicit = false, crossAccount = false, setting }: Case,
  principal: Principal = user,
): Denied {
  const permission = { action, resource, resourceAccount: '111111111111', context: { get: () => undefined } };
  return { result: 'Denied', principal, permission, layer, explicit, crossAccount, setting, considered: [] };
}

function refused(principal: Principal = user, surroundings: Surroundings = {}) {
  return { principal, surroundings: new KnownSurroundings(surroundings) };
}

describe('how services refuse', () => {
  test.each(cases)('says through $surface: $says', (one) => {
    const error = denialError(denied(one), refused(), one.surface);
    expect(error.message).toBe(`User: ${user.arn} is not authorized to perform: ${one.says}`);
  });

  test.each(['s3', 'kms through s3', 'iam', 'sts'] as const)(
    'is AccessDenied with HTTP 403 through %s',
    (surface) => {
      const [one] = cases;
      if (!one) throw new Error('no case');
      expect(denialError(denied(one), refused(), surface)).toMatchObject({
        code: 'AccessDenied',
        status: 403,
      });
    },
  );

  test('names a secret as the request does, and says one thing of whatever KMS refuses', () => {
    const [one] = cases;
    if (!one) throw new Error('no case');
    const named = { ...refused(), said: 'my-secret' };
    expect(denialError(denied(one), named, 'secretsmanager').message).toContain(' on resource: my-secret ');
    expect(denialError(denied(one), named, 'kms through secretsmanager')).toMatchObject({
      code: 'AccessDeniedException',
      status: 400,
      message: 'Access to KMS is not allowed',
    });
    expect(denialError(denied(one), named, 'kms for older versions')).toMatchObject({ status: 501 });
  });

  test('is AccessDeniedException with HTTP 400 from KMS itself', () => {
    const [one] = cases;
    if (!one) throw new Error('no case');
    expect(denialError(denied(one), refused(), 'kms')).toMatchObject({
      code: 'AccessDeniedException',
      status: 400,
    });
  });

  test.each([
    ['a caller of another account', true, user],
    ['an anonymous caller', false, { type: 'Anonymous' } as const],
  ] as const)('tells %s no reason through S3', (_, crossAccount, principal) => {
    const one: Case = {
      surface: 's3',
      action: 's3:GetObject',
      resource: object,
      layer: 'resource',
      crossAccount,
      says: '',
    };
    expect(denialError(denied(one, principal), refused(principal), 's3').message).toBe('Access Denied');
  });

  test.each([
    ['rcp', hidden],
    ['scp', 'with an explicit deny in a service control policy'],
    ['boundary', 'with an explicit deny in a permissions boundary'],
  ] as const)('of a key of another account, a deny by %s reads: %s', (layer, why) => {
    const one: Case = {
      surface: 'kms',
      action: 'kms:Encrypt',
      resource: key,
      layer,
      explicit: true,
      crossAccount: true,
      says: '',
    };
    expect(denialError(denied(one), refused(), 'kms').message.endsWith(why)).toBe(true);
  });

  const stranger: Principal = {
    ...user,
    accountId: '222222222222',
    arn: 'arn:aws:iam::222222222222:user/mary',
  };
  const organization = {
    id: 'o-exampleorgid',
    managementAccount: '999999999999',
    root: { id: 'r-ab12', accounts: [{ id: '111111111111' }, { id: '222222222222' }] },
  };

  test.each([
    ['resource', false, 'because no resource-based policy allows the s3:GetObject action'],
    ['resource', true, 'with an explicit deny in a resource-based policy'],
    ['scp', true, 'with an explicit deny in a service control policy'],
    ['rcp', true, 'with an explicit deny in a resource control policy'],
  ] as const)(
    'tells the organization of an implicit or explicit denial by %s (explicit: %s)',
    (layer, explicit, why) => {
      const one: Case = {
        surface: 's3',
        action: 's3:GetObject',
        resource: object,
        layer,
        explicit,
        crossAccount: true,
        says: '',
      };
      expect(denialError(denied(one, stranger), refused(stranger, { organization }), 's3').message).toBe(
        `User: ${stranger.arn} is not authorized to perform: s3:GetObject on resource: "${object}" ${why}`,
      );
    },
  );

  test('does not tell another account that an endpoint policy refused, organization or not', () => {
    const one: Case = {
      surface: 's3',
      action: 's3:GetObject',
      resource: object,
      layer: 'endpoint policy',
      crossAccount: true,
      says: '',
    };
    expect(denialError(denied(one, stranger), refused(stranger, { organization }), 's3').message).toBe(
      'Access Denied',
    );
  });

  test('tells an account outside the organization no reason', () => {
    const one: Case = {
      surface: 's3',
      action: 's3:GetObject',
      resource: object,
      layer: 'rcp',
      explicit: true,
      crossAccount: true,
      says: '',
    };
    const outsider: Principal = { ...stranger, accountId: '333333333333' };
    expect(denialError(denied(one, outsider), refused(outsider, { organization }), 's3').message).toBe(
      'Access Denied',
    );
  });
});
