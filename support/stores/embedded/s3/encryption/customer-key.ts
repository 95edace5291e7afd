import { createSecretKey, type KeyObject } from 'node:crypto';

/** The key that a caller brought along for SSE-C. */
export interface CustomerKey {
  readonly wrappingKey: KeyObject;
  /** Base64, as sent. */
  readonly md5: string;
}

/** The three members of SSE-C, as on the wire: the key in base64. */
export interface CustomerKeyMembers {
  readonly SSECustomerAlgorithm?: string | undefined;
  readonly SSECustomerKey?: string | undefined;
  readonly SSECustomerKeyMD5?: string | undefined;
}

/** The key of an SSE-C request, whose headers are complete; undefined if the request is not one. */
export function customerKeyOf({
  SSECustomerKey,
  SSECustomerKeyMD5,
}: CustomerKeyMembers): CustomerKey | undefined {
  if (SSECustomerKey === undefined || SSECustomerKeyMD5 === undefined) return undefined;
  return {
    wrappingKey: createSecretKey(Buffer.from(SSECustomerKey, 'base64')),
    md5: SSECustomerKeyMD5,
  };
}
