import { expect, test } from '@jest/globals';
import { allowing, policyOf, twoAccounts, WrittenScenario } from '../scenario/testing/written-scenario.ts';
import { accessMatrix } from './access-matrix.ts';
import { startAccessWorld } from './access-world.ts';
import { allowedInWords } from './class-words.ts';
import { ALGORITHM, BUCKET_KEY, CUSTOMER_ALGORITHM, KEY_ID } from './upload-encryption.ts';

const K = '{{keys.k.arn}}';

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

const written = new WrittenScenario();

/**
 * The words of the matrix about uploads to a bucket under a key, by three users. All have s3:PutObject. One may use keys, and one is
 * denied all keys. The bucket's policy denies uploads on conditions.
 */
async function uploadsDeniedIf(conditions: readonly Conditions[], encryption = K) {
  const own = `{ account: data, policy: key.json }`;
  written.write({
    'own/scenario.yaml': `${twoAccounts}users:
  without: { account: data, policies: [put.json] }
  with: { account: data, policies: [put-with-keys.json] }
  kept-from-keys: { account: data, policies: [put.json, no-keys.json] }
keys: { k: ${own}, other: ${own} }
buckets: { uploads: { account: data, bucketName: acme-uploads, encryption: '${encryption}', policy: bucket.json } }
`,
    'own/put.json': allowing('s3:PutObject'),
    'own/put-with-keys.json': allowing('s3:PutObject', 'kms:GenerateDataKey'),
    'own/no-keys.json': policyOf({ Effect: 'Deny', Action: 'kms:*', Resource: '*' }),
    'own/key.json': policyOf({
      Effect: 'Allow',
      Principal: { AWS: '{{accounts.data.root}}' },
      Action: 'kms:*',
      Resource: '*',
    }),
    'own/bucket.json': policyOf(
      ...[...conditions, { Bool: { 'aws:SecureTransport': 'false' } }].map((Condition) => ({
        ...{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject' },
        ...{ Resource: 'arn:aws:s3:::acme-uploads/*', Condition },
      })),
    ),
  });
  await using world = await startAccessWorld(written.load());
  const { cells } = await accessMatrix(world, {
    resources: world.resources.filter(({ kind }) => kind === 'bucket'),
    principals: world.principals.filter(({ kind }) => kind === 'user'),
  });
  return cells
    .filter(({ access }) => access === 'write')
    .map(({ principal, result, layer, uses }) =>
      [principal.id.slice('users.'.length), saidOf(result, layer, uses[0]?.classes ?? [])].join(': '),
    );
}

function saidOf(result: string, layer: string | undefined, classes: Parameters<typeof allowedInWords>[0]) {
  if (result === 'denied') return `denied, ${layer}`;
  return result === 'conditional'
    ? allowedInWords(classes)
        .replace(`${ALGORITHM} `, '')
        .replace(/the key arn:\S+/, 'the other key')
    : result;
}

const ANOTHER = 'is aws:kms with another key';
const CUSTOMER_KEY = `${CUSTOMER_ALGORITHM} is AES256`;
const OWN = "is aws:kms with the bucket's key";

/** The uploads that are denied, the conditions of the statements, and what each user may do. */
interface Row {
  readonly denied: string;
  readonly conditions: readonly Conditions[];
  readonly without: string;
  readonly keys: string;
  readonly kept: string;
}

const rows: readonly Row[] = [
  {
    denied: 'for the network alone',
    ...{ conditions: [], without: `is AES256, or ${ANOTHER}`, keys: 'allowed', kept: 'is AES256' },
  },
  // The samples of AWS's guides, old and new.
  {
    denied: 'without the header aws:kms',
    conditions: [{ StringNotEquals: { [ALGORITHM]: 'aws:kms' } }],
    ...{ without: ANOTHER, keys: 'is aws:kms', kept: 'denied, identity' },
  },
  {
    denied: 'without a header',
    conditions: [{ Null: { [ALGORITHM]: 'true' } }],
    ...{ without: `is AES256, or ${ANOTHER}`, keys: 'is AES256, or is aws:kms', kept: 'is AES256' },
  },
  {
    denied: 'without a key of KMS',
    conditions: [{ Null: { [KEY_ID]: 'true' } }],
    ...{ without: ANOTHER, keys: `is absent, or ${OWN}, or ${ANOTHER}`, kept: 'denied, identity' },
  },
  {
    denied: "without the bucket's key",
    conditions: [{ ArnNotEqualsIfExists: { [KEY_ID]: K } }],
    ...{ without: 'denied, identity', keys: `is absent, or ${OWN}`, kept: 'denied, identity' },
  },
  {
    denied: "without the header aws:kms and the bucket's key",
    conditions: [{ StringNotEquals: { [ALGORITHM]: 'aws:kms' } }, { StringNotEquals: { [KEY_ID]: K } }],
    ...{ without: 'denied, identity', keys: OWN, kept: 'denied, identity' },
  },
  {
    denied: 'with another header than aws:kms',
    conditions: [{ StringNotEquals: { [ALGORITHM]: 'aws:kms' }, Null: { [ALGORITHM]: 'false' } }],
    without: `is absent and ${CUSTOMER_KEY}, or ${ALGORITHM} ${ANOTHER}`,
    keys: 'is absent, or is aws:kms',
    kept: `is absent and ${CUSTOMER_KEY}`,
  },
  {
    denied: 'with the header AES256',
    conditions: [{ StringEquals: { [ALGORITHM]: 'AES256' } }],
    without: `is absent and ${CUSTOMER_KEY}; or ${ALGORITHM} ${ANOTHER}, or is aws:kms:dsse with another key`,
    keys: 'is absent, or is aws:kms, or is aws:kms:dsse',
    kept: `is absent and ${CUSTOMER_KEY}`,
  },
  {
    denied: 'without the header AES256',
    conditions: [{ StringNotEquals: { [ALGORITHM]: 'AES256' } }],
    ...{ without: 'is AES256', keys: 'is AES256', kept: 'is AES256' },
  },
  {
    denied: 'without the key that the policy names, which is another than the bucket has',
    conditions: [{ StringNotEquals: { [KEY_ID]: '{{keys.other.arn}}' } }],
    ...{ without: 'denied, identity', keys: 'is aws:kms with the other key', kept: 'denied, identity' },
  },
];

test.each(rows)('uploads to a bucket under a key that are denied $denied', async (row) => {
  expect(await uploadsDeniedIf(row.conditions)).toEqual([
    `without: ${row.without}`,
    `with: ${row.keys}`,
    `kept-from-keys: ${row.kept}`,
  ]);
});

test('A bucket without a key takes a key of the caller, if its policy wants one', async () => {
  const wanted = [{ StringNotEquals: { [ALGORITHM]: 'aws:kms' } }];
  expect(await uploadsDeniedIf(wanted, 'AES256')).toEqual([
    'without: is aws:kms',
    'with: is aws:kms',
    'kept-from-keys: denied, identity',
  ]);
  expect(await uploadsDeniedIf([], 'AES256')).toEqual([
    ...['without: allowed', 'with: allowed'],
    'kept-from-keys: allowed',
  ]);
});

test('A key of the caller counts if a policy tests its header', async () => {
  const denied: readonly Conditions[] = [
    { StringEquals: { [ALGORITHM]: ['AES256', 'aws:kms'] } },
    { StringNotEquals: { [CUSTOMER_ALGORITHM]: 'AES256' }, Null: { [CUSTOMER_ALGORITHM]: 'false' } },
  ];
  expect((await uploadsDeniedIf(denied))[2]).toBe(
    `kept-from-keys: is absent and ${CUSTOMER_ALGORITHM} is AES256`,
  );
});

/** The words of the matrix about uploads of a user who may use one key by a policy, to a bucket under the key k. */
async function uploadsWith({
  user,
  key = [],
  bucket,
}: Readonly<Record<'user' | 'bucket', object>> & { readonly key?: readonly object[] }) {
  written.write({
    'own/scenario.yaml': `${twoAccounts}users:
  writer: { account: data, policies: [writer.json] }
keys: { k: { account: data, policy: key.json }, x: { account: data, policy: key.json } }
buckets: { uploads: { account: data, bucketName: acme-uploads, encryption: '${K}', bucketKey: false, policy: bucket.json } }
`,
    'own/writer.json': policyOf({ Effect: 'Allow', Action: 's3:PutObject', Resource: '*' }, user),
    'own/key.json': policyOf(
      { Effect: 'Allow', Principal: { AWS: '{{accounts.data.root}}' }, Action: 'kms:*', Resource: '*' },
      ...key,
    ),
    'own/bucket.json': policyOf({
      ...{ Effect: 'Deny', Principal: '*', Action: 's3:PutObject' },
      ...{ Resource: 'arn:aws:s3:::acme-uploads/*', ...bucket },
    }),
  });
  await using world = await startAccessWorld(written.load());
  const [cell] = (
    await accessMatrix(world, { resources: world.resources.filter(({ kind }) => kind === 'bucket') })
  ).cells.filter(({ access, principal }) => access === 'write' && principal.id === 'users.writer');
  return saidOf(cell?.result ?? '', cell?.layer, cell?.uses[0]?.classes ?? []);
}

test('A key of the scenario that no condition names is another key', async () => {
  const bucket = { Condition: { Null: { [KEY_ID]: 'true' } } };
  const denying = { Effect: 'Deny', Action: 'kms:*' };
  const allowing = { Effect: 'Allow', Action: 'kms:GenerateDataKey', Resource: '{{keys.x.arn}}' };
  const only = { ...denying, NotResource: '{{keys.x.arn}}' };
  const direct = { ...allowing, Resource: '*', Principal: { AWS: '{{users.writer.arn}}' } };
  expect(await uploadsWith({ user: only, key: [direct], bucket })).toBe(ANOTHER);
  expect(await uploadsWith({ user: { ...denying, Resource: '*' }, key: [direct], bucket })).toBe(
    'denied, identity',
  );
});

test('The caller of an upload can ask for a Bucket Key, which changes the encryption context', async () => {
  const forBucket = { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::acme-uploads' };
  const key = {
    ...{ Effect: 'Allow', Principal: { AWS: '{{users.writer.arn}}' }, Action: 'kms:GenerateDataKey' },
    ...{ Resource: '*', Condition: { StringEquals: forBucket } },
  };
  const user = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
  const bucket = { Condition: { StringNotEqualsIfExists: { [KEY_ID]: K }, Null: { [KEY_ID]: 'false' } } };
  const withoutHeader = { Condition: { Null: { [ALGORITHM]: 'false' } } };
  expect(await uploadsWith({ user, key: [key], bucket: withoutHeader })).toBe(
    `is absent and ${BUCKET_KEY} is absent and ${CUSTOMER_KEY}, or ${ALGORITHM} is absent and ${BUCKET_KEY} is true`,
  );
  expect(await uploadsWith({ user, key: [key], bucket })).toContain(`${OWN} and ${BUCKET_KEY} is true`);
});
