import * as z from 'zod';

/** The name of a user, role or group in IAM. */
export const iamName = z
  .string()
  .regex(/^[\w+=,.@-]{1,128}$/, 'must be a name of IAM: letters, digits and any of + = , . @ _ -');

/** The path of a user, role or group in IAM, which is part of its ARN. */
export const iamPath = z
  .string()
  .regex(/^\/(?:[!-.0-~]+\/)*$/, 'must be a path of IAM, which begins and ends with a slash: /teams/data/');

/** The id of a key of one Region, or of a multi-Region key. Source: AWS KMS developer guide, "Key identifiers (KeyId)". */
const KEY_ID = '(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|mrk-[0-9a-f]{32})';

/** The id or the ARN of a key as it is on AWS. KMS chooses another id wherever a scenario is created. */
export const realKey = {
  keyId: z
    .string()
    .regex(new RegExp(`^${KEY_ID}$`), 'must be the id of a key, e.g. 1234abcd-12ab-34cd-56ef-1234567890ab')
    .optional(),
  arn: z
    .string()
    .regex(
      new RegExp(`^arn:aws:kms:[a-z0-9-]+:\\d{12}:key/${KEY_ID}$`),
      'must be the ARN of a key, e.g. arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    )
    .optional(),
};

/** True for the id or the ARN of a multi-Region key. Source: AWS KMS developer guide, "Key identifiers (KeyId)". */
export function isMultiRegionKey(idOrArn: string): boolean {
  return /^(?:arn:aws:kms:.*:key\/)?mrk-[0-9a-f]{32}$/.test(idOrArn);
}

interface RealKey {
  readonly account: string;
  readonly keyId?: string | undefined;
  readonly arn?: string | undefined;
}

/** The id of a key on AWS, if scenario.yaml gives it. */
export function realKeyId({ keyId, arn }: RealKey): string | undefined {
  return keyId ?? arn?.split('/')[1];
}

/** The faults of the ids and ARNs of keys, with the places that are wrong. */
export function wrongRealKeys({
  keys,
  accounts,
  region,
}: {
  readonly keys: Readonly<Record<string, RealKey>>;
  readonly accounts: Readonly<Record<string, string>>;
  readonly region: string;
}) {
  const first = new Map<string, string>();
  return Object.entries(keys).flatMap(([name, key]) => {
    const id = realKeyId(key);
    if (id === undefined) return [];
    const fault = (member: 'arn' | 'keyId', message: string) => [{ path: ['keys', name, member], message }];
    const expected = `arn:aws:kms:${region}:${accounts[key.account]}:key/${id}`;
    if (key.arn !== undefined && key.arn !== expected)
      return fault('arn', `names another account, region or key: the ARN of this key is ${expected}`);
    const other = first.get(id);
    first.set(id, name);
    return other === undefined
      ? []
      : fault(key.arn === undefined ? 'keyId' : 'arn', `is also that of the key ${other}`);
  });
}
