import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const TEMPLATE = `Resources:
  Key: { Type: AWS::KMS::Key }
  Orders:
    Type: AWS::DynamoDB::GlobalTable
    Properties:
      TableName: orders
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
      SSESpecification: { SSEEnabled: true, SSEType: KMS }
      Replicas:
        - Region: us-east-1
          SSESpecification: { KMSMasterKeyId: "arn:aws:kms:us-east-1:222222222222:key/1" }
          Surprise: true
        - Region: eu-west-1
          SSESpecification: { KMSMasterKeyId: !Ref Key }
          Surprise: true
          ResourcePolicy: { PolicyDocument: { Version: "2012-10-17", Statement: [{ Effect: Deny, Principal: "*", Action: "dynamodb:Scan", Resource: "*" }] } }
`;

async function table(...more: readonly string[]) {
  const args = ['t.yaml', '--account', 'data=222222222222', '--out', 'out', ...more];
  const { exitCode } = await keyholeHere('import', 'cloudformation', ...args);
  const { orders } = parse(readFileSync('out/scenario.yaml', 'utf8')).tables;
  return { exitCode, orders, gaps: gapsIn('out') };
}

test("A global table has the key and the policy of the replica in the stack's Region", async () => {
  using _folder = inFolder({ 't.yaml': TEMPLATE });
  const { orders, gaps } = await table();
  expect(orders).toMatchObject({ tableName: 'orders', encryption: '{{keys.key.id}}' });
  expect(JSON.parse(readFileSync(join('out', orders.policy), 'utf8'))).toMatchObject({
    Statement: [{ Effect: 'Deny', Action: 'dynamodb:Scan' }],
  });
  expect(gaps).toEqual([
    't.yaml:10 | Orders | Properties.Replicas | a scenario has one region | what is said of us-east-1 is left out',
    't.yaml:16 | Orders | Properties.Replicas[1].Surprise | keyhole does not know this property | its effect on access is left out',
  ]);
});

test('A global table without a replica there has those of the first, and says so', async () => {
  using _folder = inFolder({ 't.yaml': TEMPLATE });
  const { orders, gaps } = await table('--region', 'eu-central-1');
  expect(orders).toMatchObject({ encryption: expect.stringMatching(/^\{\{keys\.key-[0-9a-f]{8}\.id\}\}$/) });
  expect(gaps).toEqual(
    expect.arrayContaining([
      't.yaml:10 | Orders | Properties.Replicas | none of its replicas is in eu-central-1 | the one in us-east-1 is taken for it: give --region us-east-1',
      't.yaml:10 | Orders | Properties.Replicas | a scenario has one region | what is said of eu-west-1 is left out',
    ]),
  );
});
