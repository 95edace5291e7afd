import type { Denied } from '../../authorization/terms/decision.ts';
import type { AwsError } from '../../aws/aws-error.ts';
import type { Service } from '../../aws/operations.ts';
import type { Principal } from '../../aws/principal.ts';
import type { KnownSurroundings } from '../surroundings/surroundings.ts';

/** The refused caller, and how the accounts are related. */
export interface Refused {
  readonly principal: Principal;
  readonly surroundings: KnownSurroundings;
  /** The resource as the request names it, for services whose refusals name it so. */
  readonly said?: string | undefined;
}

/** Words a denial as AWS does: code, status and text. */
export type Refusal = (denied: Denied, refused: Refused) => AwsError;

/**
 * How the denial of a permission reaches the client: as the service's own refusal, or as KMS's in the
 * service's words.
 */
export interface Surface {
  readonly refuse: Refusal;
  /** The service that asks for the permission in the caller's name; absent if the caller itself asks. */
  readonly through?: Service;
  /** True of a denial of which AWS does not document what it leads to. Then no mode of the gateway performs the request. */
  readonly isUndocumented?: (denied: Denied) => boolean;
  /** True if the service uses the KMS key that the permission is about, so that the key has to work. */
  readonly takesKey?: true;
  /** KMS's own words, for CloudTrail, if the service keeps them from the client. */
  readonly keptFromClient?: Refusal;
}
