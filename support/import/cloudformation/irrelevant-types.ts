/** Services whose resources bear on access: a type of theirs that keyhole does not map is listed. */
const BEARING =
  /^AWS::(?:S3|S3Express|S3ObjectLambda|S3Outposts|S3Tables|KMS|IAM|SecretsManager|DynamoDB|Organizations|SSO|RAM|RolesAnywhere|CloudFormation|Serverless|AccessAnalyzer|DAX)::/;

/** Types of these services that grant and deny nothing. */
const WITHOUT_ACCESS: ReadonlySet<string> = new Set([
  'AWS::AccessAnalyzer::Analyzer',
  'AWS::CDK::Metadata',
  'AWS::CloudFormation::WaitCondition',
  'AWS::CloudFormation::WaitConditionHandle',
  'AWS::IAM::AccessKey',
  'AWS::IAM::InstanceProfile',
  'AWS::IAM::ServerCertificate',
  'AWS::IAM::VirtualMFADevice',
  'AWS::S3::StorageLens',
  'AWS::SecretsManager::RotationSchedule',
  'AWS::SecretsManager::SecretTargetAttachment',
  'AWS::Serverless::Api',
  'AWS::Serverless::GraphQLApi',
  'AWS::Serverless::HttpApi',
  'AWS::Serverless::LayerVersion',
]);

/** True for a type without a part in access to what keyhole serves. Types of other vendors may do anything. */
export function isIrrelevantType(type: string): boolean {
  return WITHOUT_ACCESS.has(type) || (type.startsWith('AWS::') && !BEARING.test(type));
}
