/** With what a client signs: an access key of AWS's kind, or nothing at all. */
export type Identity = SigningIdentity | 'anonymous';

/** An access key, of a session with its token. */
export interface SigningIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/** The root user of an account signs with its 12-digit account id, a convention that LocalStack's users know. */
export function rootOf(accountId: string): SigningIdentity {
  return { accessKeyId: accountId, secretAccessKey: 'test' };
}

/** An AWS service acting for itself, e.g. `transfer.amazonaws.com`: it may only assume roles that trust it. */
export function servicePrincipal(service: string): SigningIdentity {
  return { accessKeyId: service, secretAccessKey: 'test' };
}
