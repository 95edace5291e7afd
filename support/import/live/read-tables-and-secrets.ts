import {
  DescribeTableCommand,
  GetResourcePolicyCommand as GetTablePolicyCommand,
  ListTagsOfResourceCommand,
  type Tag,
} from '@aws-sdk/client-dynamodb';
import { DescribeSecretCommand, GetResourcePolicyCommand } from '@aws-sdk/client-secrets-manager';
import { knownOrNone } from '../world/known-or-denying.ts';
import { unknownResourcePolicy } from '../world/stand-in-policies.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import { UNREAD_TAGS } from '../world/unread-tags.ts';
import { keyReference } from './key-reference.ts';
import { type LiveAccount, originIn, tagsIn } from './live-account.ts';
import { livePolicy } from './live-policy.ts';

const GONE = ['ResourceNotFoundException'];
const DENIED = 'a policy that denies everything stands for it';
/** Reads a table by its name. False if there is none. */
export async function readTable(account: LiveAccount, name: string): Promise<boolean> {
  const { builder, clients, reading, id, region } = account;
  const arn = `arn:aws:dynamodb:${region}:${id}:table/${name}`;
  const origin = originIn(account, arn);
  const missing = 'the table is left out: requests for it fail here';
  const described = await reading.ask(
    { origin, operation: 'dynamodb:DescribeTable', absent: GONE, consequence: missing },
    () => clients.tables.send(new DescribeTableCommand({ TableName: name })),
  );
  if (described === undefined) return false;
  const table = described instanceof UnknownValue ? undefined : described.Table;
  if (table === undefined) return true;
  const policy = await reading.ask(
    {
      origin,
      operation: 'dynamodb:GetResourcePolicy',
      absent: ['PolicyNotFoundException'],
      consequence: DENIED,
    },
    () => clients.tables.send(new GetTablePolicyCommand({ ResourceArn: arn })),
  );
  const tags = await reading.ask(
    { origin, operation: 'dynamodb:ListTagsOfResource', consequence: UNREAD_TAGS },
    () => tagsOfTable(account, arn),
  );
  const attributeOf = (kind: string) => {
    const own = table.KeySchema?.find(({ KeyType }) => KeyType === kind)?.AttributeName;
    const type = table.AttributeDefinitions?.find(
      ({ AttributeName }) => AttributeName === own,
    )?.AttributeType;
    return own === undefined ? undefined : { name: own, type: type ?? 'S' };
  };
  const { Status: status, KMSMasterKeyArn: key = 'alias/aws/dynamodb' } = table.SSEDescription ?? {};
  const document = policy instanceof UnknownValue ? policy : policy?.Policy;
  builder.tables.push({
    origin,
    account: account.name,
    name,
    partitionKey: attributeOf('HASH') ?? { name: 'id', type: 'S' },
    sortKey: attributeOf('RANGE'),
    // A table whose key is being changed has one too.
    encryption: status !== undefined && status !== 'DISABLED' ? await keyReference(account, key) : undefined,
    policy: knownOrNone(livePolicy(document), unknownResourcePolicy('dynamodb', '*'), {
      place: origin,
      gaps: builder.gaps,
    }),
    tags: tagsIn(tags instanceof UnknownValue ? [] : tags),
    tagsAreUnknown: tags instanceof UnknownValue,
  });
  return true;
}

/** The tags of a table, from all pages. */
async function tagsOfTable({ clients }: LiveAccount, ResourceArn: string): Promise<readonly Tag[]> {
  const tags: Tag[] = [];
  let token: string | undefined;
  do {
    const page = await clients.tables.send(new ListTagsOfResourceCommand({ ResourceArn, NextToken: token }));
    tags.push(...(page.Tags ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return tags;
}

/** Reads a secret by its name or ARN; never its value. False if there is none. */
export async function readSecret(account: LiveAccount, given: string): Promise<boolean> {
  const { builder, clients, reading } = account;
  const asked = originIn(account, given);
  const missing = 'the secret is left out: requests for it fail here';
  const described = await reading.ask(
    { origin: asked, operation: 'secretsmanager:DescribeSecret', absent: GONE, consequence: missing },
    () => clients.secrets.send(new DescribeSecretCommand({ SecretId: given })),
  );
  if (described === undefined) return false;
  if (described instanceof UnknownValue) return true;
  const { ARN: arn = given, Name: name = '', KmsKeyId: key, Tags: tags } = described;
  if (builder.secrets.some((secret) => secret.arn === arn)) return true;
  const origin = originIn(account, arn);
  const policy = await reading.ask(
    { origin, operation: 'secretsmanager:GetResourcePolicy', consequence: DENIED },
    () => clients.secrets.send(new GetResourcePolicyCommand({ SecretId: arn })),
  );
  const document = policy instanceof UnknownValue ? policy : policy?.ResourcePolicy;
  const encryption = key === undefined ? undefined : await keyReference(account, key);
  builder.secrets.push({
    origin,
    account: account.name,
    name,
    arn,
    isReal: true,
    encryption: encryption === 'aws:kms' ? undefined : encryption,
    policy: knownOrNone(livePolicy(document), unknownResourcePolicy('secretsmanager', '*'), {
      place: origin,
      gaps: builder.gaps,
    }),
    tags: tagsIn(tags),
  });
  return true;
}
