import {
  CreateTableCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  GetItemCommand,
  PutItemCommand,
  PutResourcePolicyCommand,
  QueryCommand,
  ScanCommand,
  TagResourceCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { account, otherAccount } from '../../../aws/testing/accounts.ts';
import {
  allow,
  type Clients,
  deny,
  documentOf,
  type StatementText,
  to,
} from '../../testing/lab-under-test.ts';
import { type Example, holdsAsGuided, type World, when } from './guide-examples.ts';

/** A table of scores by user with an index by title, a user named player, and a partner's user with all of DynamoDB. */
interface TableWorld extends World {
  readonly user: Clients;
  readonly outsider: Clients;
}

const TableName = 'GameScores';
const TABLE = `arn:aws:dynamodb:eu-west-1:${account}:table/${TableName}`;
const INDEX = `${TABLE}/index/TitleIndex`;
const tableOf = (name: string) => ({
  TableName: name,
  BillingMode: 'PAY_PER_REQUEST' as const,
  KeySchema: [{ AttributeName: 'UserId', KeyType: 'HASH' as const }],
  AttributeDefinitions: [
    { AttributeName: 'UserId', AttributeType: 'S' as const },
    { AttributeName: 'Title', AttributeType: 'S' as const },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'TitleIndex',
      KeySchema: [{ AttributeName: 'Title', KeyType: 'HASH' as const }],
      Projection: { ProjectionType: 'ALL' as const },
    },
  ],
});

async function prepare(world: World): Promise<TableWorld> {
  const { lab, owner } = world;
  await owner.dynamodb.send(new CreateTableCommand(tableOf(TableName)));
  for (const UserId of ['player', 'another']) {
    const Item = { UserId: { S: UserId }, Title: { S: 'chess' }, Wins: { N: '1' }, Email: { S: 'e' } };
    await owner.dynamodb.send(new PutItemCommand({ TableName, Item }));
  }
  const user = await lab.user(account, 'player');
  return { ...world, user, outsider: await lab.user(otherAccount, 'outsider', allow('dynamodb:*')) };
}

const identity =
  (...statements: readonly StatementText[]) =>
  ({ owner }: TableWorld) => {
    const PolicyDocument = documentOf(...statements);
    return owner.iam.send(new PutUserPolicyCommand({ UserName: 'player', PolicyName: 'p', PolicyDocument }));
  };
const resource =
  (...statements: readonly StatementText[]) =>
  ({ owner }: TableWorld) =>
    owner.dynamodb.send(
      new PutResourcePolicyCommand({ ResourceArn: TABLE, Policy: documentOf(...statements) }),
    );

const keyOf = (id: string) => ({ UserId: { S: id } });
const get =
  (id: string, more: object = {}, who: 'user' | 'outsider' = 'user') =>
  (world: TableWorld) =>
    world[who].dynamodb.send(new GetItemCommand({ TableName: TABLE, Key: keyOf(id), ...more }));
const update =
  (id: string, name: string, more: object = {}) =>
  ({ user }: TableWorld) =>
    user.dynamodb.send(
      new UpdateItemCommand({
        TableName,
        Key: keyOf(id),
        UpdateExpression: 'SET #n = :v',
        ExpressionAttributeNames: { '#n': name },
        ExpressionAttributeValues: { ':v': { S: 'x' } },
        ...more,
      }),
    );
const queryIndex = ({ user }: TableWorld) =>
  user.dynamodb.send(
    new QueryCommand({
      TableName,
      IndexName: 'TitleIndex',
      KeyConditionExpression: 'Title = :t',
      ExpressionAttributeValues: { ':t': { S: 'chess' } },
    }),
  );
const scan = ({ user }: TableWorld) => user.dynamodb.send(new ScanCommand({ TableName }));
const removeItem =
  (id: string) =>
  ({ user }: TableWorld) =>
    user.dynamodb.send(new DeleteItemCommand({ TableName, Key: keyOf(id) }));
const removeTable = ({ user }: TableWorld) => user.dynamodb.send(new DeleteTableCommand({ TableName }));
const createTable =
  (name: string, Tags?: { Key: string; Value: string }[]) =>
  ({ user }: TableWorld) =>
    user.dynamodb.send(new CreateTableCommand({ ...tableOf(name), Tags }));

const GET = 'dynamodb:GetItem';
const OWN = when('ForAllValues:StringEquals', 'dynamodb:LeadingKeys', [`\${aws:username}`]);
const SOME = {
  Condition: {
    'ForAllValues:StringEquals': { 'dynamodb:Attributes': ['UserId', 'Title', 'Wins'] },
    StringEqualsIfExists: {
      'dynamodb:Select': 'SPECIFIC_ATTRIBUTES',
      'dynamodb:ReturnValues': ['NONE', 'UPDATED_OLD', 'UPDATED_NEW'],
    },
  },
};

const EXAMPLES: readonly Example<TableWorld>[] = [
  {
    words: 'Items whose partition key is the name of the user',
    arrange: identity(allow([GET, 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'], TABLE, OWN)),
    asks: [
      ['the own item', get('player'), 'granted'],
      ['that of another', get('another'), 'denied'],
      ['an update of the own item', update('player', 'Email'), 'granted'],
      ['an update of that of another', update('another', 'Email'), 'denied'],
      ['a deletion of that of another', removeItem('another'), 'denied'],
      ['all items', scan, 'denied'],
    ],
  },
  {
    words: 'Some attributes alone',
    arrange: identity(allow([GET, 'dynamodb:UpdateItem'], TABLE, SOME)),
    asks: [
      ['those attributes', get('player', { ProjectionExpression: 'Title, Wins' }), 'granted'],
      ['one more', get('player', { ProjectionExpression: 'Title, Email' }), 'denied'],
      ['an update of one of them', update('player', 'Title'), 'granted'],
      ['an update of another', update('player', 'Email'), 'denied'],
      ['an update that returns all', update('player', 'Title', { ReturnValues: 'ALL_OLD' }), 'denied'],
    ],
  },
  {
    words: 'An index alone',
    arrange: identity(allow('dynamodb:Query', INDEX)),
    asks: [
      ['a query of the index', queryIndex, 'granted'],
      ['a read of the table', get('player'), 'denied'],
    ],
  },
  {
    words: 'A table without its indexes',
    arrange: identity(allow('dynamodb:*', TABLE)),
    asks: [
      ['a read of the table', get('player'), 'granted'],
      ['a query of the index', queryIndex, 'denied'],
    ],
  },
  {
    words: 'To read only',
    arrange: identity(allow([GET, 'dynamodb:Query', 'dynamodb:Scan'], [TABLE, `${TABLE}/index/*`])),
    asks: [
      ['an item', get('player'), 'granted'],
      ['a scan', scan, 'granted'],
      ['a query of the index', queryIndex, 'granted'],
      ['an update', update('player', 'Title'), 'denied'],
    ],
  },
  {
    words: 'All but the deletion of the table',
    arrange: identity(allow('dynamodb:*'), deny('dynamodb:DeleteTable', TABLE)),
    asks: [
      ['a deletion of an item', removeItem('player'), 'granted'],
      ['a deletion of the table', removeTable, 'denied'],
    ],
  },
  {
    words: 'Tables by their beginning',
    arrange: identity(allow('dynamodb:CreateTable', `arn:aws:dynamodb:*:${account}:table/Test*`)),
    asks: [
      ['of that beginning', createTable('TestScores'), 'granted'],
      ['of another', createTable('Scores'), 'denied'],
    ],
  },
  {
    words: 'New tables with a tag of one value',
    arrange: identity(
      allow(
        ['dynamodb:CreateTable', 'dynamodb:TagResource'],
        '*',
        when('StringEquals', 'aws:RequestTag/environment', 'dev'),
      ),
    ),
    asks: [
      ['with the tag', createTable('Tagged', [{ Key: 'environment', Value: 'dev' }]), 'granted'],
      ['with another value', createTable('Other', [{ Key: 'environment', Value: 'prod' }]), 'denied'],
      ['without it', createTable('Bare'), 'denied'],
    ],
  },
  {
    words: 'Tables by their tags',
    arrange: async (world) => {
      const Tags = [{ Key: 'environment', Value: 'dev' }];
      await world.owner.dynamodb.send(new TagResourceCommand({ ResourceArn: TABLE, Tags }));
      const isProd = when('StringEquals', 'aws:ResourceTag/environment', 'prod');
      const isDev = when('StringEquals', 'aws:ResourceTag/environment', 'dev');
      return identity(allow(GET, '*', isDev), allow('dynamodb:Scan', '*', isProd))(world);
    },
    asks: [
      ['of the same value', get('player'), 'granted'],
      ['of another', scan, 'denied'],
    ],
  },
  {
    words: 'Another account, by the policy of the table',
    arrange: resource(allow(GET, TABLE, to(otherAccount))),
    asks: [
      ['the named operation', get('player', {}, 'outsider'), 'granted'],
      [
        'another operation',
        ({ outsider }) => outsider.dynamodb.send(new ScanCommand({ TableName: TABLE })),
        'denied',
      ],
    ],
  },
  {
    words: 'A user of the account, by the policy of the table alone',
    arrange: resource(allow(GET, TABLE, to(`arn:aws:iam::${account}:user/player`))),
    asks: [
      ['the named operation', get('player'), 'granted'],
      ['another operation', scan, 'denied'],
    ],
  },
  {
    words: 'A Deny in the policy of the table',
    arrange: async (world) => {
      await identity(allow('dynamodb:*'))(world);
      await resource(deny('dynamodb:Scan', TABLE, { Principal: '*' }))(world);
    },
    asks: [
      ['what it denies', scan, 'denied'],
      ['the rest', get('player'), 'granted'],
    ],
  },
];

holdsAsGuided(
  'Amazon DynamoDB developer guide, "Using IAM policy conditions for fine-grained access control"',
  prepare,
  EXAMPLES,
);
