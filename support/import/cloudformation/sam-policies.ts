/** A statement of a policy template: its actions, and its resources with `<Name>` for parameters. */
interface TemplateStatement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** A resource of a template, with `<Name>` for parameters and `<AWS::Region>` for those that every stack has. */
const BUCKET = 'arn:<AWS::Partition>:s3:::<BucketName>';
const TABLE = 'arn:<AWS::Partition>:dynamodb:<AWS::Region>:<AWS::AccountId>:table/<TableName>';
const KEY = 'arn:<AWS::Partition>:kms:<AWS::Region>:<AWS::AccountId>:key/<KeyId>';

const onBucket = (...actions: readonly string[]): TemplateStatement[] => [
  { actions: actions.map((action) => `s3:${action}`), resources: [BUCKET, `${BUCKET}/*`] },
];
const onTable = (...actions: readonly string[]): TemplateStatement[] => [
  { actions: actions.map((action) => `dynamodb:${action}`), resources: [TABLE, `${TABLE}/index/*`] },
];

/**
 * The policy templates of SAM for what keyhole serves.
 * Source: AWS SAM developer guide, "AWS SAM policy template list".
 */
const TEMPLATES: Readonly<Record<string, readonly TemplateStatement[]>> = {
  S3ReadPolicy: onBucket(
    'GetObject',
    'ListBucket',
    'GetBucketLocation',
    'GetObjectVersion',
    'GetLifecycleConfiguration',
  ),
  S3WritePolicy: onBucket('PutObject', 'PutObjectAcl', 'PutLifecycleConfiguration'),
  S3CrudPolicy: onBucket(
    'GetObject',
    'ListBucket',
    'GetBucketLocation',
    'GetObjectVersion',
    'PutObject',
    'PutObjectAcl',
    'GetLifecycleConfiguration',
    'PutLifecycleConfiguration',
    'DeleteObject',
  ),
  KMSDecryptPolicy: [{ actions: ['kms:Decrypt'], resources: [KEY] }],
  KMSEncryptPolicy: [{ actions: ['kms:Encrypt'], resources: [KEY] }],
  DynamoDBReadPolicy: onTable('GetItem', 'Scan', 'Query', 'BatchGetItem', 'DescribeTable'),
  DynamoDBWritePolicy: onTable('PutItem', 'UpdateItem', 'BatchWriteItem'),
  DynamoDBCrudPolicy: onTable(
    'GetItem',
    'DeleteItem',
    'PutItem',
    'Scan',
    'Query',
    'UpdateItem',
    'BatchWriteItem',
    'BatchGetItem',
    'DescribeTable',
    'ConditionCheckItem',
  ),
  AWSSecretsManagerGetSecretValuePolicy: [
    { actions: ['secretsmanager:GetSecretValue'], resources: ['<SecretArn>'] },
  ],
};

/** The templates for other services, which allow nothing that keyhole serves. */
const OF_OTHER_SERVICES =
  /^(?:SQS|Lambda|SNS|VPCAccess|CloudWatch|StepFunctions|SES|EventBridge|Kinesis|Rekognition|Textract|Comprehend|Polly|EC2|SSMParameter|Mobile|Pinpoint|Cost|Athena|ElasticMapReduce|EKS|ECS|CloudFormationDescribe|AMIDescribe|FilterLogEvents|Firehose|Route53|Acm|ServerlessRepo|Elasticsearch|Sagemaker|SageMaker|Code|OrganizationsList|AMI)/;

/**
 * The document of a policy template with its parameters, as CloudFormation writes it. Undefined for one of another service, and
 * `unknown` for one that keyhole does not have.
 */
export function samPolicy(name: string, parameters: unknown): object | 'unknown' | undefined {
  const statements = Object.hasOwn(TEMPLATES, name) ? TEMPLATES[name] : undefined;
  if (statements === undefined) return OF_OTHER_SERVICES.test(name) ? undefined : 'unknown';
  const values = Object(parameters);
  return {
    Version: '2012-10-17',
    Statement: statements.map(({ actions, resources }) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: resources.map((text) => ({
        'Fn::Sub': [text.replaceAll(/<([^>]+)>/g, (_, name) => `\${${name}}`), values],
      })),
    })),
  };
}
