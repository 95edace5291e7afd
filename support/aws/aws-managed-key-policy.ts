/** The account and Region of an AWS managed key: its policy names both. */
export interface AwsManagedKeyScope {
  readonly account: string;
  readonly region: string;
}

/** The service that an AWS managed key serves, as its policy names it. */
export interface ManagingService {
  /** The service's name in the policy's Sid: `S3`. */
  readonly title: string;
  /** The policy's Id: `auto-s3-2`. */
  readonly policyId: string;
  /** The service's name in kms:ViaService: `s3`. */
  readonly endpoint: string;
  /** True if the service makes grants on callers' behalf, which the account may revoke. */
  readonly grants?: boolean;
}

/**
 * The key policy of an AWS managed key, which customers cannot change. Every principal of the account may use the key
 * through the service, and no principal may use it directly. The account may read its metadata.
 *
 * Differs: only the key of Amazon DynamoDB allows kms:CreateGrant through its service. On AWS the keys of all services
 * that create grants do (Amazon EBS, Amazon RDS, …). The others have the statements of the Amazon S3 key.
 * Differs: statements that let the service itself read are left out, because services of keyhole never call KMS for
 * themselves.
 *
 * Source: AWS KMS developer guide, "kms:ViaService" and "AWS managed keys"; GetKeyPolicy of an aws/s3 key; Amazon
 * DynamoDB developer guide, "DynamoDB encryption at rest usage notes", section "Key policy for an AWS managed key".
 */
export function awsManagedKeyPolicy(
  service: ManagingService,
  { account, region }: AwsManagedKeyScope,
): string {
  return JSON.stringify(
    {
      Version: '2012-10-17',
      Id: service.policyId,
      Statement: [
        {
          Sid: `Allow access through ${service.title} for all principals in the account that are authorized to use ${service.title}`,
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: [
            'kms:Encrypt',
            'kms:Decrypt',
            'kms:ReEncrypt*',
            'kms:GenerateDataKey*',
            ...(service.grants ? ['kms:CreateGrant'] : []),
            'kms:DescribeKey',
          ],
          Resource: '*',
          Condition: {
            StringEquals: {
              'kms:CallerAccount': account,
              'kms:ViaService': `${service.endpoint}.${region}.amazonaws.com`,
            },
          },
        },
        {
          Sid: 'Allow direct access to key metadata to the account',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: ['kms:Describe*', 'kms:Get*', 'kms:List*', ...(service.grants ? ['kms:RevokeGrant'] : [])],
          Resource: '*',
        },
      ],
    },
    undefined,
    2,
  );
}
