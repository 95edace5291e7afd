import { describe, expect, test } from '@jest/globals';
import type { Service } from '../operations.ts';
import { ACTIONS, actionNamed, resourceTypeOf } from './action-catalogue.ts';
import { dynamodbActions } from './dynamodb-actions.ts';
import { actionTableOf } from './generate-action-table.ts';
import { iamActions } from './iam-actions.ts';
import { kmsActions } from './kms-actions.ts';
import { s3Actions } from './s3-actions.ts';
import { secretsmanagerActions } from './secretsmanager-actions.ts';
import { stsActions } from './sts-actions.ts';

const TABLES: readonly (readonly [Service, string])[] = [
  ['s3', s3Actions],
  ['kms', kmsActions],
  ['iam', iamActions],
  ['sts', stsActions],
  ['secretsmanager', secretsmanagerActions],
  ['dynamodb', dynamodbActions],
];

test.each(TABLES)(
  'the actions of %s are those of the Service Authorization Reference',
  async (service, table) => {
    expect(table.trim().split('\n')).toEqual(await actionTableOf(service));
  },
);

test.each(TABLES)('each resource type of %s that an action names has a form of ARN', (service) => {
  const { actions, resourceTypes } = ACTIONS[service];
  const known = resourceTypes.map(({ name }) => name);
  expect(actions.flatMap((action) => action.resourceTypes).filter((type) => !known.includes(type))).toEqual(
    [],
  );
});

describe('actionNamed', () => {
  test.each([
    ['s3:GetObject', ['accesspointobject', 'object']],
    ['S3:getobject', ['accesspointobject', 'object']],
    ['kms:CreateAlias', ['alias', 'key']],
    ['sts:AssumeRole', ['role']],
    ['secretsmanager:GetSecretValue', ['secret']],
    ['dynamodb:Query', ['index', 'table']],
    ['s3:ListAllMyBuckets', []],
    ['s3:HeadObject', undefined],
    ['kms:ReEncrypt', undefined],
  ])('%s applies to %j', (name, types) => {
    expect(actionNamed(name)?.resourceTypes).toEqual(types);
  });
});

describe('resourceTypeOf', () => {
  test.each<[Service, string, string | undefined]>([
    ['s3', 'arn:aws:s3:::records', 'bucket'],
    ['s3', 'arn:aws-cn:s3:::records/a/b', 'object'],
    ['s3', 'arn:aws:s3:eu-west-1:111111111111:accesspoint/p/object/k', 'accesspointobject'],
    ['s3', 'arn:aws:s3:eu-west-1:111111111111:accesspoint/p', 'accesspoint'],
    ['kms', 'arn:aws:kms:eu-west-1:111111111111:key/1', 'key'],
    ['kms', 'arn:aws:kms:eu-west-1:111111111111:alias/a/b', 'alias'],
    ['iam', 'arn:aws:iam::111111111111:role/service/a', 'role'],
    ['iam', 'arn:aws:iam::111111111111:root', undefined],
    ['secretsmanager', 'arn:aws:secretsmanager:eu-west-1:111111111111:secret:a/b-123456', 'secret'],
    ['dynamodb', 'arn:aws:dynamodb:eu-west-1:111111111111:table/t', 'table'],
    ['dynamodb', 'arn:aws:dynamodb:eu-west-1:111111111111:table/t/index/i', 'index'],
    ['dynamodb', 'arn:aws:dynamodb:eu-west-1:111111111111:table/t/stream/2026-01-01T00:00:00.000', 'stream'],
  ])('%s: %s', (service, arn, type) => {
    expect(resourceTypeOf(service, arn)).toBe(type);
  });
});
