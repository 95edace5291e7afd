import { describe, expect, test } from '@jest/globals';
import { dynamodbOperations } from '../../../stores/embedded/dynamodb/dynamodb-operations.ts';
import { iamOperations } from '../../../stores/embedded/iam/iam-operations.ts';
import { kmsOperations } from '../../../stores/embedded/kms/kms-operations.ts';
import { s3Operations } from '../../../stores/embedded/s3/s3-operations.ts';
import { secretsmanagerOperations } from '../../../stores/embedded/secretsmanager/secretsmanager-operations.ts';
import { stsOperations } from '../../../stores/embedded/sts/sts-operations.ts';
import { notPerformed } from './not-performed.ts';
import { allSubjects } from './rows/all-subjects.ts';
import { membersOf, valuesOf, variationsOf } from './variations.ts';

const implemented = {
  s3: s3Operations,
  kms: kmsOperations,
  iam: iamOperations,
  sts: stsOperations,
  secretsmanager: secretsmanagerOperations,
  dynamodb: dynamodbOperations,
};
const operations = Object.entries(implemented).flatMap(([service, table]) =>
  Object.keys(table).map((operation) => `${service}:${operation}`),
);
const asked = new Set(allSubjects.map(({ service, operation }) => `${service}:${operation}`));
const all = allSubjects.flatMap((subject) => variationsOf(subject));
const names = new Set(all.map(({ name }) => name));

describe('the requests that are asked of both stores', () => {
  test.each(operations)('include %s', (operation) => {
    const service = operation.slice(0, operation.indexOf(':'));
    expect(asked.has(operation) || notPerformed.has(service)).toBe(true);
  });

  test.each(allSubjects.map((subject) => [`${subject.service}:${subject.operation}`, subject] as const))(
    'give every member of %s a value of its own',
    (_, subject) => {
      expect(membersOf(subject).filter((member) => !valuesOf(subject, member)?.length)).toEqual([]);
    },
  );

  test('have a name each', () => {
    expect(names.size).toBe(all.length);
  });
});
