import type { Principal } from '../aws/principal.ts';

/** What an access key id stands for: the secret that signs with it, and whom it identifies. */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Temporary credentials: the token that must accompany this access key id, and no other. */
  readonly sessionToken?: string | undefined;
  /** Temporary credentials: when they were given out. */
  readonly issued?: Date | undefined;
  readonly expiration?: Date | undefined;
  /** False for a deactivated access key. */
  readonly active: boolean;
  readonly principal: Principal;
}
