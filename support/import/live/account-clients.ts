import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';

/** The clients of one account. Only operations that read are sent with them. */
export interface AccountClients {
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  /** A client of KMS in another Region, which its user destroys. */
  readonly kmsIn: (region: string) => KMSClient;
  readonly organizations: OrganizationsClient;
  readonly s3: S3Client;
  readonly secrets: SecretsManagerClient;
  readonly sts: STSClient;
  readonly tables: DynamoDBClient;
}

/** The profile of the AWS configuration files that signs, the region, and an endpoint in place of AWS's. */
export interface ClientsOf {
  readonly profile: string;
  readonly region: string;
  readonly endpoint: string | undefined;
}

/** Makes the clients of an account. */
export function accountClients({ profile, region, endpoint }: ClientsOf): AccountClients {
  const settings = { profile, region, ...(endpoint !== undefined && { endpoint }) };
  return {
    iam: new IAMClient(settings),
    kms: new KMSClient(settings),
    kmsIn: (other) => new KMSClient({ ...settings, region: other }),
    organizations: new OrganizationsClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: endpoint !== undefined }),
    secrets: new SecretsManagerClient(settings),
    sts: new STSClient(settings),
    tables: new DynamoDBClient(settings),
  };
}
