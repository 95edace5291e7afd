import { CreateTableCommand, type SSESpecification, waitUntilTableExists } from '@aws-sdk/client-dynamodb';
import { putTablePolicy } from '../../client/table-requests.ts';
import { scenarioFile } from '../document/scenario-file.ts';
import type { ScenarioDocument } from '../document/scenario-schema.ts';
import { tagList } from '../document/tags-schema.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

type Table = ScenarioDocument['tables'][string];

/** Creates a table of the scenario, without its resource policy. Waits until it is active. */
export async function createTable(provisioned: ProvisionedScenario, table: Table): Promise<void> {
  const { dynamodb } = provisioned.root(table.account);
  const keys = [table.partitionKey, ...(table.sortKey === undefined ? [] : [table.sortKey])];
  await dynamodb.send(
    new CreateTableCommand({
      TableName: table.tableName,
      KeySchema: keys.map(({ name }, index) => ({
        AttributeName: name,
        KeyType: index === 0 ? 'HASH' : 'RANGE',
      })),
      AttributeDefinitions: keys.map(({ name, type }) => ({ AttributeName: name, AttributeType: type })),
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: encryptionOf(provisioned, table),
      Tags: tagList(table.tags),
    }),
  );
  await waitUntilTableExists(
    { client: dynamodb, maxWaitTime: 60, minDelay: 1, maxDelay: 1 },
    { TableName: table.tableName },
  );
}

/** Sets the resource policy of a table, once its principals exist. It does nothing for a table without one. */
export async function setTablePolicy(
  provisioned: ProvisionedScenario,
  name: string,
  { account, policy }: Table,
): Promise<void> {
  if (policy === undefined) return;
  const arn = provisioned.value(`tables.${name}.arn`);
  await putTablePolicy(provisioned.root(account).dynamodb, arn, provisioned.policy(policy));
}

function encryptionOf(provisioned: ProvisionedScenario, { encryption }: Table): SSESpecification | undefined {
  if (encryption === undefined) return undefined;
  const KMSMasterKeyId = provisioned.filledIn(encryption, scenarioFile(provisioned.scenario));
  return { Enabled: true, SSEType: 'KMS', ...(encryption === 'aws:kms' ? {} : { KMSMasterKeyId }) };
}
