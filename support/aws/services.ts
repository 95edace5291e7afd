import type { Service } from './operations.ts';

/** The protocol of a service, and its differences from other services. */
export interface ServiceFacts {
  /** The name that people use: the SDK's service id. */
  readonly title: string;
  readonly protocol: 'rest-xml' | 'json' | 'query';
  readonly version: string;
  /** The XML namespace of its documents. */
  readonly namespace: string;
  /** The part of `x-amz-target` in front of the operation. */
  readonly target: string;
  readonly contentType: string;
  /** The largest document in a request's body, in bytes; some operations have a limit of their own. */
  readonly largestBody: number;
  /** True if answers carry the CRC-32 of their body in `x-amz-crc32`, which some clients verify. */
  readonly crc32?: true;
  /** True if it signs as S3 does: paths as they are sent, and bodies that are unsigned or signed in chunks. */
  readonly signsAsObjectStorage?: true;
  /** The operations that take no signature: a token in the request says who sends it. */
  readonly unsignedOperations?: readonly string[];
  /**
   * The service whose name its requests are signed with, if it has none of its own. Its requests have a path that begins
   * with `prefix`, and a header.
   */
  readonly within?: { readonly service: Service; readonly prefix: string; readonly header: string };
  /** True if an error stands within an ErrorResponse, although the protocol has documents of XML alone. */
  readonly wrapsErrors?: true;
  /** True if it has one endpoint for all regions. */
  readonly global?: true;
  /** True if the VPC endpoints of a scenario serve it. */
  readonly throughVpcEndpoints?: true;
  /** True if other services call it as themselves. */
  readonly takesServicePrincipals?: true;
  /** True if its calls to other services carry the chain of services in `aws:CalledVia`. */
  readonly tellsCalledVia?: true;
  /** True if its calls to KMS count against the quota of the caller's account. */
  readonly countsKmsRequests?: true;
  /** True if all accounts share one set of names for its resources. */
  readonly sharesNames?: true;
  /** True if operations on data write facts that decisions read: the tags and ACLs of objects. */
  readonly dataIsRead?: true;
  /** The name by which CloudTrail shows it if it calls KMS for a caller; the default is its host name. */
  readonly invoker?: string;
}

const KIBIBYTE = 1024;

/**
 * The services that keyhole serves, by their SigV4 signing names; S3 Control signs as S3 and has a name of its own. The error format of the first service of each protocol
 * is used for unknown services.
 */
export const services: { readonly [S in Service]: ServiceFacts } = {
  s3: {
    title: 'S3',
    protocol: 'rest-xml',
    version: '2006-03-01',
    namespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    target: '',
    contentType: 'application/xml',
    largestBody: 256 * KIBIBYTE,
    signsAsObjectStorage: true,
    throughVpcEndpoints: true,
    countsKmsRequests: true,
    sharesNames: true,
    dataIsRead: true,
    invoker: 'AWS Internal',
  },
  kms: {
    title: 'KMS',
    protocol: 'json',
    version: '2014-11-01',
    namespace: '',
    target: 'TrentService',
    contentType: 'application/x-amz-json-1.1',
    largestBody: 256 * KIBIBYTE,
  },
  sts: {
    title: 'STS',
    protocol: 'query',
    version: '2011-06-15',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    target: '',
    contentType: 'text/xml',
    largestBody: 256 * KIBIBYTE,
    takesServicePrincipals: true,
    unsignedOperations: ['AssumeRoleWithWebIdentity', 'AssumeRoleWithSAML'],
  },
  iam: {
    title: 'IAM',
    protocol: 'query',
    version: '2010-05-08',
    namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
    target: '',
    contentType: 'text/xml',
    largestBody: 1024 * KIBIBYTE,
    global: true,
  },
  secretsmanager: {
    title: 'Secrets Manager',
    protocol: 'json',
    version: '2017-10-17',
    namespace: '',
    target: 'secretsmanager',
    contentType: 'application/x-amz-json-1.1',
    largestBody: 512 * KIBIBYTE,
  },
  dynamodb: {
    title: 'DynamoDB',
    protocol: 'json',
    version: '2012-08-10',
    namespace: '',
    target: 'DynamoDB_20120810',
    contentType: 'application/x-amz-json-1.0',
    largestBody: 1024 * KIBIBYTE,
    crc32: true,
    tellsCalledVia: true,
  },
  organizations: {
    title: 'Organizations',
    protocol: 'json',
    version: '2016-11-28',
    namespace: '',
    target: 'AWSOrganizationsV20161128',
    contentType: 'application/x-amz-json-1.1',
    largestBody: 256 * KIBIBYTE,
    global: true,
  },
  s3control: {
    title: 'S3 Control',
    protocol: 'rest-xml',
    version: '2018-08-20',
    namespace: 'http://awss3control.amazonaws.com/doc/2018-08-20/',
    target: '',
    contentType: 'application/xml',
    largestBody: 256 * KIBIBYTE,
    signsAsObjectStorage: true,
    within: { service: 's3', prefix: '/v20180820/', header: 'x-amz-account-id' },
    wrapsErrors: true,
  },
};

/** The names of the services, in the order of {@link services}. */
export const serviceNames = Object.keys(services) as readonly Service[];

const names: ReadonlySet<string> = new Set(serviceNames);

/** True for the name of a service in {@link services}. */
export function isService(name: string): name is Service {
  return names.has(name);
}

/** True for a service whose requests are methods on paths, with bodies that may be streamed. */
export function isRest(service: Service): boolean {
  return services[service].protocol === 'rest-xml';
}

/** True for S3, whose requests name a bucket by host or path. S3 Control shares its protocol, and addresses accounts. */
export function addressesBuckets(service: Service): boolean {
  return isRest(service) && services[service].within === undefined;
}

/** The name that requests to a service are signed with. */
export function signingName(service: Service): Service {
  return services[service].within?.service ?? service;
}

/** The facts of a service; empty if keyhole does not serve it. */
export function factsOf(name: string): Partial<ServiceFacts> {
  return isService(name) ? services[name] : {};
}
