import { describe, expect, test } from '@jest/globals';
import { operationsOf, serviceNames } from '../../../stores/embedded/embedded-state.ts';
import { desks } from '../../desks.ts';
import { notPerformed } from './not-performed.ts';
import { allSubjects } from './rows/all-subjects.ts';
import { dynamodbSubjects } from './rows/dynamodb.ts';
import { membersOf, valuesOf, variationsOf } from './variations.ts';

/** Every operation that the gateway decides, whichever store performs it. Of some services no store holds anything. */
const operations = serviceNames
  .filter((service) => Object.keys(operationsOf(service)).length > 0)
  .flatMap((service) =>
    Object.entries(desks[service].permissions)
      .filter(([, rule]) => typeof rule === 'function')
      .map(([operation]) => `${service}:${operation}`),
  );
const subjects = [...allSubjects, ...dynamodbSubjects];
const asked = new Set(subjects.map(({ service, operation }) => `${service}:${operation}`));
const all = subjects.flatMap((subject) => variationsOf(subject));
const names = new Set(all.map(({ name }) => name));
const refusedByAll = new Set(
  [...notPerformed].flatMap(([service, requests]) =>
    requests.map(({ operation }) => `${service}:${operation}`),
  ),
);

describe('the requests that are asked of both stores', () => {
  test.each(operations)('include %s', (operation) => {
    expect(asked).toContain(operation);
    const isNotOnLocalstack = notPerformed.has(operation.slice(0, operation.indexOf(':')));
    expect(refusedByAll.has(operation)).toBe(isNotOnLocalstack);
  });

  test.each(subjects.map((subject) => [`${subject.service}:${subject.operation}`, subject] as const))(
    'give every member of %s a value of its own',
    (_, subject) => {
      expect(membersOf(subject).filter((member) => !valuesOf(subject, member)?.length)).toEqual([]);
    },
  );

  test('have a name each', () => {
    expect(names.size).toBe(all.length);
  });
});
