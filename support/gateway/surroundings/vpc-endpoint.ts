import { parsedPolicy } from '../../authorization/parse-policy.ts';
import type { NamedPolicy } from '../../authorization/terms/policies-in-force.ts';

/** A VPC endpoint for Amazon S3. A request comes through it if it is sent to its host name. */
export interface VpcEndpoint {
  /** `vpce-1a2b3c4d`: aws:SourceVpce. */
  readonly id: string;
  /** `vpc-1a2b3c4d`: aws:SourceVpc. */
  readonly vpc: string;
  /** The endpoint policy as JSON text; without one everything passes, as by AWS's default policy. */
  readonly policy?: string | undefined;
}

/** A {@link VpcEndpoint} with its policy read. */
export interface KnownEndpoint {
  readonly id: string;
  readonly vpc: string;
  readonly policy: NamedPolicy | undefined;
}

/** Reads the policies of endpoints, which are then found by id. Throws PolicyError for an invalid policy. */
export function knownEndpoints(endpoints: readonly VpcEndpoint[]): ReadonlyMap<string, KnownEndpoint> {
  return new Map(
    endpoints.map(({ id, vpc, policy: text }) => {
      const name = `the endpoint policy of ${id}`;
      const policy: NamedPolicy | undefined =
        text === undefined
          ? undefined
          : { name, layer: 'endpoint policy', policy: parsedPolicy(text, 'endpoint') };
      return [id, { id, vpc, policy }];
    }),
  );
}
