import type { KeyAttribute } from '../../world/imported-world.ts';
import { knownOrNone } from '../../world/known-or-denying.ts';
import type { PropertyReader } from '../../world/property-reader.ts';
import { UNKNOWN_KEY, unknownResourcePolicy } from '../../world/stand-in-policies.ts';
import { secretArn, tableName } from '../resource-values.ts';
import { knownName, type MappedResource, type Mapper, ownedBy, partBy, tagsOf } from './mapped-resource.ts';

const table: Mapper = (resource) => {
  const { reader, builder } = resource;
  reader.raw('TableName');
  const name = knownName(resource, tableName(resource));
  const attributes = keyAttributes(reader);
  const encryption = tableEncryption(reader, reader);
  const policy = tablePolicy(resource, reader);
  const tags = tagsOf(reader);
  reader.ignore(...WITHOUT_ACCESS);
  if (name === undefined) return;
  builder.tables.push({ ...ownedBy(resource), name, ...attributes, encryption, policy, tags });
};

/** A global table is the replica in the Region of its stack, which the stack must have. Each replica has a key and a policy of its own. */
const globalTable: Mapper = (resource) => {
  const { reader, builder } = resource;
  reader.raw('TableName');
  const name = knownName(resource, tableName(resource));
  const attributes = keyAttributes(reader);
  const replica = ownReplica(resource);
  const encryption = tableEncryption(reader, replica);
  const policy = replica && tablePolicy(resource, replica);
  const tags = replica === undefined ? {} : tagsOf(replica);
  reader.ignore(...WITHOUT_ACCESS);
  replica?.ignore(...WITHOUT_ACCESS, ...OF_REPLICA_WITHOUT_ACCESS).finish();
  if (name === undefined) return;
  builder.tables.push({ ...ownedBy(resource), name, ...attributes, encryption, policy, tags });
};

/** The replica in the Region of the stack, or the first one. Those that are left out are listed. */
function ownReplica({ reader, stack }: MappedResource): PropertyReader | undefined {
  const replicas = reader.each('Replicas');
  const regions = replicas.map((replica) => replica.text('Region') ?? 'an unknown Region');
  const at = Math.max(regions.indexOf(stack.region), 0);
  const others = regions.filter((_, index) => index !== at);
  const own = regions[at];
  if (own !== undefined && own !== stack.region)
    reader.note(
      'Replicas',
      `none of its replicas is in ${stack.region}`,
      `the one in ${own} is taken for it: give --region ${own}`,
    );
  if (others.length > 0)
    reader.note('Replicas', 'a scenario has one region', `what is said of ${others.join(', ')} is left out`);
  return replicas[at];
}

/** Properties of a table that do not bear on who may do what. */
const WITHOUT_ACCESS = [
  'BillingMode',
  'ContributorInsightsSpecification',
  'DeletionProtectionEnabled',
  'GlobalSecondaryIndexes',
  'GlobalTableWitnesses',
  'ImportSourceSpecification',
  'KinesisStreamSpecification',
  'LocalSecondaryIndexes',
  'MultiRegionConsistency',
  'OnDemandThroughput',
  'PointInTimeRecoverySpecification',
  'ProvisionedThroughput',
  'StreamSpecification',
  'TableClass',
  'TimeToLiveSpecification',
  'WarmThroughput',
  'WriteOnDemandThroughputSettings',
  'WriteProvisionedThroughputSettings',
];

/** Properties of a replica that do not bear on who may do what, besides those of a table. */
const OF_REPLICA_WITHOUT_ACCESS = [
  'GlobalTableSettingsReplicationMode',
  'ReadOnDemandThroughputSettings',
  'ReadProvisionedThroughputSettings',
  'ReplicaStreamSpecification',
];

function keyAttributes(reader: PropertyReader): { partitionKey: KeyAttribute; sortKey?: KeyAttribute } {
  const types = new Map(
    reader.each('AttributeDefinitions').map((one) => [one.text('AttributeName'), one.text('AttributeType')]),
  );
  const keys = reader
    .each('KeySchema')
    .map((one) => ({ name: one.text('AttributeName'), kind: one.text('KeyType') }));
  const of = (kind: string) => {
    const name = keys.find((one) => one.kind === kind)?.name;
    return name === undefined ? undefined : { name, type: types.get(name) ?? 'S' };
  };
  const sortKey = of('RANGE');
  return { partitionKey: of('HASH') ?? { name: 'id', type: 'S' }, ...(sortKey && { sortKey }) };
}

/** The encryption that the table states. Its key is stated by `replica`, which is the table itself unless it is global. */
function tableEncryption(reader: PropertyReader, replica: PropertyReader | undefined): string | undefined {
  const sse = reader.within('SSESpecification');
  const isOn = sse.flag('SSEEnabled');
  const ofKey = replica === undefined || replica === reader ? sse : replica.within('SSESpecification');
  const key = keyAt(ofKey, 'KMSMasterKeyId');
  sse.ignore('SSEType');
  for (const one of new Set([sse, ofKey])) one.finish();
  return isOn ? (key ?? 'aws:kms') : undefined;
}

/** The key that a property names; undefined if it is not written. */
function keyAt(reader: PropertyReader, property: string): string | undefined {
  const key = reader.text(property, 'a key that no principal may use stands for it');
  return reader.has(property) ? (key ?? UNKNOWN_KEY) : undefined;
}

function tablePolicy(resource: MappedResource, reader: PropertyReader): string | undefined {
  const policy = reader.within('ResourcePolicy');
  const told = { place: policy.placeOf('PolicyDocument'), gaps: resource.builder.gaps };
  return knownOrNone(policy.raw('PolicyDocument'), unknownResourcePolicy('dynamodb', '*'), told);
}

const secret: Mapper = (resource) => {
  const { reader, builder } = resource;
  reader.raw('Name');
  const arn = knownName(resource, secretArn(resource));
  const encryption = keyAt(reader, 'KmsKeyId');
  const tags = tagsOf(reader);
  // The value of a secret is never read.
  reader.ignore('Description', 'SecretString', 'GenerateSecretString', 'Type');
  if (arn === undefined) return;
  const name = arn.split(':').slice(6).join(':').slice(0, -7);
  builder.secrets.push({ ...ownedBy(resource), name, arn, isReal: false, encryption, tags });
};

const secretPolicy: Mapper = (resource) => {
  const { reader, builder } = resource;
  const target = reader.text('SecretId', 'the policy is left out: what it allows and denies is missing here');
  const told = { place: reader.placeOf('ResourcePolicy'), gaps: builder.gaps };
  const policy = knownOrNone(
    reader.raw('ResourcePolicy'),
    unknownResourcePolicy('secretsmanager', '*'),
    told,
  );
  reader.ignore('BlockPublicPolicy');
  if (target !== undefined) builder.secretParts.push({ ...partBy(resource), target, change: { policy } });
};

/** The types of DynamoDB and Secrets Manager. */
export const tableAndSecretTypes: Readonly<Record<string, Mapper>> = {
  'AWS::DynamoDB::Table': table,
  'AWS::DynamoDB::GlobalTable': globalTable,
  'AWS::SecretsManager::Secret': secret,
  'AWS::SecretsManager::ResourcePolicy': secretPolicy,
};
