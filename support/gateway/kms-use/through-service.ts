import { UNKNOWABLE } from '../../authorization/terms/permission.ts';

/**
 * The condition keys of any request that a service in a region makes to KMS for whoever asked it. It comes from an
 * address of the service's own, and is sent by the service's own client.
 *
 * Source: AWS KMS developer guide, "AWS KMS condition keys"; IAM user guide, "AWS global condition context keys".
 */
export function keysThroughService(service: 's3' | 'secretsmanager' | 'dynamodb', region: string) {
  return {
    'kms:ViaService': `${service}.${region}.amazonaws.com`,
    'kms:EncryptionAlgorithm': 'SYMMETRIC_DEFAULT',
    'aws:ViaAWSService': 'true',
    'aws:SourceIp': UNKNOWABLE,
    'aws:UserAgent': UNKNOWABLE,
    'aws:Referer': UNKNOWABLE,
    ...CHAINS[service],
  } as const;
}

/**
 * What the services tell of the way that a request came: of these DynamoDB alone is documented to.
 *
 * Source: IAM user guide, "AWS global condition context keys", aws:CalledVia.
 */
const CHAINS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  dynamodb: {
    'aws:CalledVia': 'dynamodb.amazonaws.com',
    'aws:CalledViaFirst': 'dynamodb.amazonaws.com',
    'aws:CalledViaLast': 'dynamodb.amazonaws.com',
  },
};
