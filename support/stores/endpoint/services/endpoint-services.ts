import type { Service } from '../../../aws/operations.ts';
import { dynamodbAtEndpoint } from './dynamodb/dynamodb-at-endpoint.ts';
import type { EndpointService } from './endpoint-service.ts';
import { iamAtEndpoint } from './iam/iam-at-endpoint.ts';
import { kmsAtEndpoint } from './kms/kms-at-endpoint.ts';
import { organizationsAtEndpoint } from './organizations/organizations-at-endpoint.ts';
import { s3AtEndpoint } from './s3/s3-at-endpoint.ts';
import { s3controlAtEndpoint } from './s3control/s3control-at-endpoint.ts';
import { secretsAtEndpoint } from './secretsmanager/secrets-at-endpoint.ts';
import { stsAtEndpoint } from './sts/sts-at-endpoint.ts';

/** Every service as the endpoint's store knows it. */
export const endpointServices: { readonly [S in Service]: EndpointService } = {
  s3: s3AtEndpoint,
  kms: kmsAtEndpoint,
  iam: iamAtEndpoint,
  sts: stsAtEndpoint,
  secretsmanager: secretsAtEndpoint,
  dynamodb: dynamodbAtEndpoint,
  organizations: organizationsAtEndpoint,
  s3control: s3controlAtEndpoint,
};
