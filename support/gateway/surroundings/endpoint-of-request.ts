import { AwsError } from '../../aws/aws-error.ts';
import type { Service } from '../../aws/operations.ts';
import { services } from '../../aws/services.ts';
import { vpcEndpointHost } from '../../wire/routing/vpc-endpoint-host.ts';
import type { KnownSurroundings } from './surroundings.ts';
import type { KnownEndpoint } from './vpc-endpoint.ts';

/**
 * The VPC endpoint that a request came through; undefined if it came from elsewhere.
 *
 * Throws NotImplemented for an endpoint that no scenario declares, and for a service that no declared
 * endpoint serves. keyhole does not know the policy of such an endpoint.
 */
export function endpointOfRequest(
  surroundings: KnownSurroundings,
  { host = '' }: { readonly host?: string | undefined },
  service: Service,
): KnownEndpoint | undefined {
  if (!host.includes('vpce-')) return undefined;
  const named = vpcEndpointHost(host.replace(/:\d+$/, '').toLowerCase());
  if (named === undefined) return undefined;
  const endpoint = surroundings.endpoint(named.id);
  if (endpoint === undefined) throw refused(`keyhole knows no VPC endpoint ${named.id}.`);
  if (!services[service].throughVpcEndpoints)
    throw refused(`The VPC endpoint ${named.id} is one for Amazon S3, not for ${service}.`);
  return endpoint;
}

function refused(message: string): AwsError {
  return new AwsError('NotImplemented', 501, message);
}
