import type { Authenticated } from '../../authentication/authenticated.ts';
import type { Principal } from '../../aws/principal.ts';
import type { HttpRequest } from '../../wire/http.ts';
import type { KnownSurroundings } from '../surroundings/surroundings.ts';
import type { KnownEndpoint } from '../surroundings/vpc-endpoint.ts';

/** What is known about a request as a whole, for the condition keys that every permission of it shares. */
export interface RequestFacts {
  readonly principal: Principal;
  readonly authenticated: Authenticated;
  readonly http: Pick<HttpRequest, 'headers' | 'sourceIp' | 'secure'>;
  readonly region: string;
  readonly time: Date;
  /** Absent where no account belongs to anything. */
  readonly surroundings?: KnownSurroundings | undefined;
  /** Absent where the request came through no VPC endpoint. */
  readonly endpoint?: KnownEndpoint | undefined;
}
