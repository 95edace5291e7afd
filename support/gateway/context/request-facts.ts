import type { Authenticated } from '../../authentication/authenticated.ts';
import type { Principal } from '../../aws/principal.ts';
import type { HttpRequest } from '../../wire/http.ts';
import type { AccessPoint } from '../surroundings/access-point.ts';
import type { KnownSurroundings } from '../surroundings/surroundings.ts';
import type { KnownEndpoint } from '../surroundings/vpc-endpoint.ts';

/** The facts of a whole request, for the condition keys that all its permissions share. */
export interface RequestFacts {
  readonly principal: Principal;
  readonly authenticated: Authenticated;
  readonly http: Pick<HttpRequest, 'headers' | 'sourceIp' | 'secure' | 'tls'>;
  readonly region: string;
  readonly time: Date;
  /** True for an upload by a form. */
  readonly byForm?: true;
  /** Absent if no account belongs to an organization. */
  readonly surroundings?: KnownSurroundings | undefined;
  /** Absent if the request did not come through a VPC endpoint. */
  readonly endpoint?: KnownEndpoint | undefined;
  /** The access point that the request names in place of a bucket. */
  readonly accessPoint?: AccessPoint | undefined;
  /** The access point that a copy names in place of the bucket of its source. */
  readonly sourceAccessPoint?: AccessPoint | undefined;
}
