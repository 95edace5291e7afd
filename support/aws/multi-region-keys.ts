const KEY = /^(arn:[^:]+:kms:)[^:]*(:\d{12}:key\/(.+))$/;

/** True for the id of a multi-Region key. Source: AWS KMS developer guide, "Multi-Region keys in AWS KMS". */
export function isMultiRegionId(keyId: string): boolean {
  return keyId.startsWith('mrk-');
}

/** The ARN of the key that is related to a multi-Region key in another Region; the same ARN for any other key. */
export function arnInRegion(arn: string, region: string): string {
  const [, before = '', after = '', id = ''] = KEY.exec(arn) ?? [];
  return isMultiRegionId(id) ? before + region + after : arn;
}

/** True if two ARNs are those of one key, or of related multi-Region keys, which decrypt each other's ciphertexts. */
export function areRelated(one: string, other: string): boolean {
  return arnInRegion(one, '') === arnInRegion(other, '');
}
