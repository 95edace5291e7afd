import { ADDRESS_OF_AWS, UNKNOWABLE } from '../../authorization/terms/permission.ts';
import type { Service } from '../../aws/operations.ts';
import { services } from '../../aws/services.ts';
import type { KnownEndpoint } from '../surroundings/vpc-endpoint.ts';

/** Undocumented: AWS does not say which of these keys a service passes on to KMS. */
const OF_ENDPOINT = {
  'aws:SourceVpce': UNKNOWABLE,
  'aws:SourceVpc': UNKNOWABLE,
  'aws:VpcSourceIp': UNKNOWABLE,
} as const;

/**
 * The condition keys of any request that a service in a region makes to KMS in a caller's name. The caller
 * may have come through a VPC endpoint. The request comes from the service's own address and the service's
 * own client.
 *
 * Source: AWS KMS developer guide, "AWS KMS condition keys"; IAM user guide, "AWS global condition context keys".
 */
export function keysThroughService(service: Service, region: string, endpoint?: KnownEndpoint) {
  return {
    ...(endpoint && OF_ENDPOINT),
    'kms:ViaService': `${service}.${region}.amazonaws.com`,
    'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
    'aws:ViaAWSService': 'true',
    'aws:SourceIp': ADDRESS_OF_AWS,
    'aws:UserAgent': UNKNOWABLE,
    'aws:Referer': UNKNOWABLE,
    ...chainOf(service),
  } as const;
}

/**
 * The chain of services that a request came through, for services that state it (aws:CalledVia).
 *
 * Source: IAM user guide, "AWS global condition context keys", aws:CalledVia.
 */
function chainOf(service: Service): Readonly<Record<string, string>> {
  if (!services[service].tellsCalledVia) return {};
  const host = `${service}.amazonaws.com`;
  return { 'aws:CalledVia': host, 'aws:CalledViaFirst': host, 'aws:CalledViaLast': host };
}
