import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { S3Client } from '@aws-sdk/client-s3';
import type { S3ControlClient } from '@aws-sdk/client-s3-control';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { STSClient } from '@aws-sdk/client-sts';
import { sdkClients } from '../../aws/sdk-clients.ts';
import { s3controlAt } from '../../client/s3-control-at.ts';

/** The clients of one account. Only operations that read are sent with them. */
export interface AccountClients {
  readonly iam: IAMClient;
  readonly kms: KMSClient;
  /** A client of KMS in another Region, which its user destroys. */
  readonly kmsIn: (region: string) => KMSClient;
  readonly organizations: OrganizationsClient;
  readonly s3: S3Client;
  /** Made when it is first used: its module is loaded for few imports. */
  readonly s3control: S3ControlClient;
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
  let s3control: S3ControlClient | undefined;
  return {
    iam: new IAMClient(settings),
    kms: new KMSClient(settings),
    kmsIn: (other) => new KMSClient({ ...settings, region: other }),
    organizations: new OrganizationsClient(settings),
    s3: new S3Client({ ...settings, forcePathStyle: endpoint !== undefined }),
    get s3control() {
      s3control ??=
        endpoint === undefined
          ? new sdkClients.s3control.S3ControlClient(settings)
          : s3controlAt(endpoint, settings);
      return s3control;
    },
    secrets: new SecretsManagerClient(settings),
    sts: new STSClient(settings),
    tables: new DynamoDBClient(settings),
  };
}
