import type { Principal } from '../aws/principal.ts';

/** The secret and the principal of an access key id. */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** The token that must come with this access key id, if the credentials are temporary. */
  readonly sessionToken?: string | undefined;
  /** The time at which temporary credentials were issued. */
  readonly issued?: Date | undefined;
  readonly expiration?: Date | undefined;
  /** True if they were requested with a code of an MFA device. */
  readonly withMfa?: boolean | undefined;
  /** False for a deactivated access key. */
  readonly active: boolean;
  readonly principal: Principal;
}
