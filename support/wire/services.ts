import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as iam from '@aws-sdk/client-iam';
import * as kms from '@aws-sdk/client-kms';
import * as s3 from '@aws-sdk/client-s3';
import * as secretsmanager from '@aws-sdk/client-secrets-manager';
import * as sts from '@aws-sdk/client-sts';
import type { Service } from '../aws/operations.ts';

/** How a service is spoken to. */
export interface ServiceDescription {
  /** The SDK client's exports, its schemas among them. */
  readonly schemas: Readonly<Record<string, unknown>>;
  readonly protocol: 'rest-xml' | 'json' | 'query';
  readonly version: string;
  /** The XML namespace of its documents. */
  readonly namespace: string;
  /** What precedes the operation in `x-amz-target`. */
  readonly target: string;
  readonly contentType: string;
  /** True where answers carry the CRC-32 of their body in `x-amz-crc32`, which some clients verify. */
  readonly crc32?: boolean;
}

/** The services the wire speaks. A service more is an entry here and one in operations.ts. */
export const services: Readonly<Record<Service, ServiceDescription>> = {
  s3: {
    schemas: s3,
    protocol: 'rest-xml',
    version: '2006-03-01',
    namespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    target: '',
    contentType: 'application/xml',
  },
  kms: {
    schemas: kms,
    protocol: 'json',
    version: '2014-11-01',
    namespace: '',
    target: 'TrentService',
    contentType: 'application/x-amz-json-1.1',
  },
  iam: {
    schemas: iam,
    protocol: 'query',
    version: '2010-05-08',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    target: '',
    contentType: 'text/xml',
  },
  sts: {
    schemas: sts,
    protocol: 'query',
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    target: '',
    contentType: 'text/xml',
  },
  secretsmanager: {
    schemas: secretsmanager,
    protocol: 'json',
    version: '2017-10-17',
    namespace: '',
    target: 'secretsmanager',
    contentType: 'application/x-amz-json-1.1',
  },
  dynamodb: {
    schemas: dynamodb,
    protocol: 'json',
    version: '2012-08-10',
    namespace: '',
    target: 'DynamoDB_20120810',
    contentType: 'application/x-amz-json-1.0',
    crc32: true,
  },
};

/** True for the name of a service in {@link services}. */
export function isService(name: string): name is Service {
  return Object.hasOwn(services, name);
}
