import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { decisionsOf } from '../testing/decisions-of.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';
import { terraformPlan } from '../testing/terraform-plan.ts';

const OWN = 'arn:aws:kms:eu-west-1:222222222222:key/aaaaaaaa-2222-4333-8444-555555555555';
const FOREIGN = 'arn:aws:kms:eu-west-1:111111111111:key/bbbbbbbb-2222-4333-8444-555555555555';

const bucket = (name: string, algorithm: string, key: string) => `
  B${name}:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: acme-${name}
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: ${algorithm}, KMSMasterKeyID: ${key} } }] }`;
const table = (name: string, key: string) => `
  T${name}:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: table-${name}
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      SSESpecification: { SSEEnabled: true, SSEType: KMS, KMSMasterKeyId: ${key} }`;
const secret = (name: string, key: string) => `
  S${name}: { Type: AWS::SecretsManager::Secret, Properties: { Name: secret-${name}, KmsKeyId: ${key} } }`;
const ADMIN = `
  Admin:
    Type: AWS::IAM::Role
    Properties:
      RoleName: admin
      AssumeRolePolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Allow, Principal: { Service: lambda.amazonaws.com }, Action: "sts:AssumeRole" }] }
      ManagedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"]`;

const account = ['--account', 'data=222222222222', '--out', 'out'];

async function importedHere(source: string, file: string) {
  expect(await keyholeHere('import', source, file, ...account)).toMatchObject({ exitCode: 0, stderr: '' });
  return parse(readFileSync('out/scenario.yaml', 'utf8'));
}

const listed = (place: string, key: string) =>
  `${place} | it is encrypted under ${key}, which no source describes | a key that no principal may use stands for it`;

describe('a key that no source describes', () => {
  test('is one that no principal may use, so that what it encrypts can be asked about', async () => {
    using _folder = inFolder({
      't.yaml': `Resources:${bucket('own', 'aws:kms', OWN)}${table('own', OWN)}${secret('own', OWN)}${table('foreign', FOREIGN)}${secret('alias', 'alias/elsewhere')}${secret('aws', 'alias/aws/secretsmanager')}${ADMIN}`,
    });
    const { keys, tables, secrets } = await importedHere('cloudformation', 't.yaml');
    expect(keys).toMatchObject({
      'key-aaaaaaaa': { account: 'data', keyId: 'aaaaaaaa-2222-4333-8444-555555555555' },
      'alias-elsewhere': { alias: 'alias/elsewhere' },
    });
    expect([tables.tforeign.encryption, secrets.salias.encryption]).toEqual([
      expect.stringMatching(/^\{\{keys\.key-[0-9a-f]{8}\.id\}\}$/),
      '{{keys.alias-elsewhere.id}}',
    ]);
    expect(gapsIn('out')).toEqual([
      listed('t.yaml:2 | Bown', OWN),
      listed('t.yaml:7 | Town', OWN),
      listed('t.yaml:14 | Sown', OWN),
      listed('t.yaml:15 | Tforeign', FOREIGN),
      listed('t.yaml:22 | Salias', 'alias/elsewhere'),
    ]);
    const denied = [
      'the admin role | kms:Decrypt | the key-aaaaaaaa key',
      '222222222222 | kms:Decrypt | the key-aaaaaaaa key',
      '222222222222 | kms:Decrypt | the alias-elsewhere key',
    ];
    const allowed = [
      'the admin role | dynamodb:Scan | the tforeign table',
      'the admin role | s3:GetObject | bown/a',
    ];
    expect(await decisionsOf('.', 'out', [...allowed, ...denied])).toEqual({
      ...Object.fromEntries(allowed.map((question) => [question, 'allowed'])),
      ...Object.fromEntries(denied.map((question) => [question, 'denied'])),
    });
  });

  test('is of SSE-KMS too where a bucket has dual-layer encryption, or an algorithm that is not known', async () => {
    using _folder = inFolder({
      't.yaml': `Resources:${bucket('dual', 'aws:kms:dsse', '!Ref Key')}${bucket('read', '"{{resolve:ssm:/algorithm}}"', '!Ref Key')}
  Key: { Type: AWS::KMS::Key }`,
    });
    const { buckets } = await importedHere('cloudformation', 't.yaml');
    expect(Object.values(buckets)).toEqual([
      expect.objectContaining({ encryption: '{{keys.key.id}}' }),
      expect.objectContaining({ encryption: '{{keys.key.id}}' }),
    ]);
    expect(gapsIn('out')).toEqual([
      expect.stringMatching(
        /SSEAlgorithm \| keyhole does not have aws:kms:dsse \| it is SSE-KMS with the same key here$/,
      ),
      expect.stringMatching(
        /SSEAlgorithm \| \{\{resolve:ssm:\/algorithm\}\} is read at deployment \| it is SSE-KMS here$/,
      ),
    ]);
  });

  test('is listed of a plan as well', async () => {
    const rule = [
      {
        apply_server_side_encryption_by_default: [{ sse_algorithm: 'aws:kms:dsse', kms_master_key_id: OWN }],
      },
    ];
    const plan = terraformPlan({
      data: { type: 'aws_s3_bucket', values: { bucket: 'acme-data' } },
      encrypted: {
        type: 'aws_s3_bucket_server_side_encryption_configuration',
        values: { bucket: 'acme-data', rule },
      },
      api: { type: 'aws_secretsmanager_secret', values: { name: 'api', kms_key_id: FOREIGN } },
    });
    using _folder = inFolder({ 'plan.json': plan });
    await importedHere('terraform', 'plan.json');
    expect(gapsIn('out')).toEqual([
      expect.stringMatching(/sse_algorithm \| keyhole does not have aws:kms:dsse \| it is SSE-KMS/),
      listed('plan.json | aws_s3_bucket.data', OWN),
      listed('plan.json | aws_secretsmanager_secret.api', FOREIGN),
    ]);
  });
});
