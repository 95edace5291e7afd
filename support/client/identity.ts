/** The key that a client signs with, or `anonymous` for unsigned requests. */
export type Identity = SigningIdentity | 'anonymous';

/** An access key; that of a session has a token. */
export interface SigningIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** The access key of an account's root user: its id is the 12-digit account id, as LocalStack's users know it. */
export function rootOf(accountId: string): SigningIdentity {
  return { accessKeyId: accountId, secretAccessKey: 'test' };
}

/**
 * The access key of an AWS service that acts for itself, e.g. `transfer.amazonaws.com`. It may only assume roles that
 * trust it.
 */
export function servicePrincipal(service: string): SigningIdentity {
  return { accessKeyId: service, secretAccessKey: 'test' };
}
