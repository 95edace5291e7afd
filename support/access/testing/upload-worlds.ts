import fc from 'fast-check';
import { ALGORITHM, CUSTOMER_ALGORITHM, KEY_ID } from '../upload-encryption.ts';
import type { Company } from './company.ts';

const DATA = '{{accounts.data.root}}';
const PARTNER = '{{accounts.partner.root}}';
const K = '{{keys.k.arn}}';
const OTHERS = '{{keys.theirs.arn}}';
const OBJECTS = 'arn:aws:s3:::acme-uploads/*';

type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** For tests: the conditions of statements that deny uploads by their encryption, by what they demand. */
export const DENIED_IF: Readonly<Record<string, Conditions>> = {
  // Amazon S3 user guide, "Using server-side encryption with AWS KMS keys", and older forms of its samples.
  'the header aws:kms': { StringNotEquals: { [ALGORITHM]: 'aws:kms' } },
  'the header aws:kms, if there is a header': {
    StringNotEquals: { [ALGORITHM]: 'aws:kms' },
    Null: { [ALGORITHM]: 'false' },
  },
  'a header': { Null: { [ALGORITHM]: 'true' } },
  'a key of KMS': { Null: { [KEY_ID]: 'true' } },
  "the bucket's key": { StringNotEquals: { [KEY_ID]: K } },
  "the bucket's key by ArnNotEqualsIfExists": { ArnNotEqualsIfExists: { [KEY_ID]: K } },
  "the bucket's key, if there is a key": { StringNotEquals: { [KEY_ID]: K }, Null: { [KEY_ID]: 'false' } },
  'the key of a partner': { StringNotEquals: { [KEY_ID]: OTHERS } },
  'a key of the account': { StringNotLike: { [KEY_ID]: 'arn:aws:kms:*:111111111111:key/*' } },
  "a key of the caller's account": {
    StringNotLike: { [KEY_ID]: `arn:aws:kms:*:\${aws:PrincipalAccount}:key/*` },
  },
  'the header AES256': { StringNotEquals: { [ALGORITHM]: 'AES256' } },
  'no header AES256': { StringEquals: { [ALGORITHM]: 'AES256' } },
  'no header of KMS': { StringLike: { [ALGORITHM]: 'aws:kms*' } },
  'no dual layers': { StringEquals: { [ALGORITHM]: 'aws:kms:dsse' } },
  'no key of the caller': { Null: { [CUSTOMER_ALGORITHM]: 'false' } },
};

const statement = (more: object) => ({ Effect: 'Allow', ...more });
const uploading = (more: object) => statement({ Action: 's3:PutObject', Resource: OBJECTS, ...more });
const usingKeys = (more: object) =>
  statement({ Action: ['kms:GenerateDataKey', 'kms:Decrypt'], Resource: '*', ...more });
const conditional = (Condition: Conditions) => ({ Condition });

const denials = fc
  .subarray(Object.values(DENIED_IF), { maxLength: 3 })
  .map((all) =>
    all.map((Condition) => uploading({ Effect: 'Deny', Principal: '*', Sid: undefined, Condition })),
  );

const bucketPolicy = fc
  .tuple(
    denials,
    fc.constantFrom(
      [],
      [uploading({ Principal: { AWS: PARTNER } })],
      [uploading({ Principal: { AWS: PARTNER }, ...conditional({ StringEquals: { [KEY_ID]: K } }) })],
      [
        uploading({
          Principal: { AWS: PARTNER },
          ...conditional({ StringEquals: { [ALGORITHM]: 'AES256' } }),
        }),
      ],
      [uploading({ Principal: '*' })],
    ),
  )
  .map(([denied, allowed]) => [...denied, ...allowed]);

const keyPolicy = (owner: string) =>
  fc
    .subarray([
      usingKeys({ Principal: { AWS: PARTNER } }),
      usingKeys({ Principal: { AWS: DATA }, Action: 'kms:GenerateDataKey' }),
      usingKeys({
        Principal: '*',
        ...conditional({ StringEquals: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::acme-uploads' } }),
      }),
      usingKeys({ Principal: { AWS: '{{users.writer.arn}}' } }),
      usingKeys({ Effect: 'Deny', Principal: { AWS: '{{users.writer.arn}}' } }),
      usingKeys({ Principal: { AWS: '{{roles.guest.arn}}' } }),
    ])
    .map((more) => [statement({ Principal: { AWS: owner }, Action: 'kms:*', Resource: '*' }), ...more]);

const identityPolicy = fc
  .tuple(
    fc.constantFrom(
      [],
      [uploading({})],
      [uploading({ Resource: '*' })],
      [uploading(conditional({ StringEquals: { [ALGORITHM]: 'aws:kms' } }))],
      [uploading(conditional({ StringEqualsIfExists: { [ALGORITHM]: ['aws:kms', 'AES256'] } }))],
      [uploading(conditional({ ArnLike: { [KEY_ID]: 'arn:aws:kms:*:*:key/*' } }))],
    ),
    fc.constantFrom(
      [],
      [usingKeys({})],
      [usingKeys({ Resource: K })],
      [usingKeys({ Resource: OTHERS })],
      [usingKeys({ Effect: 'Deny' })],
      [usingKeys({}), usingKeys({ Effect: 'Deny', Resource: K })],
      [usingKeys({ Effect: 'Deny', Resource: undefined, NotResource: K })],
      [usingKeys({ Effect: 'Deny', Resource: 'arn:aws:kms:*:222222222222:key/*' })],
    ),
  )
  .map((parts) => parts.flat());

const boundary = fc.constantFrom(
  undefined,
  undefined,
  [statement({ Action: 's3:*', Resource: '*' })],
  [statement({ Action: '*', Resource: '*' })],
);

/** For tests: small scenarios with one bucket, whose policies are about the encryption of uploads. */
export const uploadWorlds: fc.Arbitrary<Company> = fc
  .record({
    encryption: fc.constantFrom(undefined, 'aws:kms', K, K, K, OTHERS, 'alias/data', '{{keys.k.alias-arn}}'),
    bucketKey: fc.boolean(),
    bucket: bucketPolicy,
    k: keyPolicy(DATA),
    theirs: keyPolicy(PARTNER),
    writer: identityPolicy,
    guest: identityPolicy,
    colleague: identityPolicy,
    boundary,
    control: fc.constantFrom(
      undefined,
      undefined,
      [usingKeys({ Effect: 'Deny' })],
      [usingKeys({ Effect: 'Deny', Resource: 'arn:aws:kms:*:111111111111:key/*' })],
      [uploading({ Effect: 'Deny', ...conditional({ StringNotEquals: { [ALGORITHM]: 'aws:kms' } }) })],
    ),
  })
  .map(companyOf);

interface Parts {
  readonly encryption: string | undefined;
  readonly bucketKey: boolean;
  readonly boundary: readonly object[] | undefined;
  readonly control: readonly object[] | undefined;
  readonly [document: string]: unknown;
}

function companyOf({ encryption, bucketKey, boundary: limits, control, ...documents }: Parts): Company {
  const files: Record<string, string> = { 'trust.json': TRUST };
  const write = (name: string, Statement: unknown) => {
    files[`${name}.json`] = JSON.stringify({ Version: '2012-10-17', Statement });
  };
  for (const [name, statements] of Object.entries(documents))
    if (Array.isArray(statements) && statements.length > 0) write(name, statements);
  if (limits !== undefined) write('boundary', limits);
  if (control !== undefined) write('control', control);
  const limited = limits === undefined ? {} : { boundary: 'boundary.json' };
  const own = (name: string) => ({
    ...(`${name}.json` in files && { policies: [`${name}.json`] }),
    ...(name !== 'colleague' && limited),
  });
  const keyed =
    encryption === '{{keys.k.alias-arn}}' ? 'arn:aws:kms:eu-west-1:111111111111:alias/data' : encryption;
  const document = {
    title: 'Uploads',
    region: 'eu-west-1',
    accounts: { data: '111111111111', partner: '222222222222' },
    ...(control !== undefined && {
      organization: {
        ...{ id: 'o-exampleorgid', root: 'r-ab12', managementAccount: 'data' },
        serviceControlPolicies: { control: 'control.json' },
        accounts: { partner: {} },
      },
    }),
    users: {
      writer: { account: 'data', ...own('writer') },
      colleague: { account: 'partner', ...own('colleague') },
    },
    roles: { guest: { account: 'partner', trust: 'trust.json', ...own('guest') } },
    keys: {
      k: { account: 'data', policy: 'k.json', alias: 'alias/data' },
      theirs: { account: 'partner', policy: 'theirs.json' },
    },
    buckets: {
      uploads: {
        ...{ account: 'data', bucketName: 'acme-uploads', bucketKey },
        ...(keyed !== undefined && { encryption: keyed }),
        ...('bucket.json' in files && { policy: 'bucket.json', blockPublicAccess: false }),
      },
    },
  };
  return { document: document as unknown as Company['document'], files };
}

const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
