import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Service } from '../aws/operations.ts';
import { serviceNames } from '../aws/services.ts';
import { errorsNotAnswered } from './errors-not-answered.ts';
import { errorsNotShown } from './errors-not-shown.ts';
import { errorsByOperation, writtenName } from './testing/documented-errors.ts';

const support = path.join(import.meta.dirname, '..');

/** The words of each file of tests: names of operations and errors are whole words. */
const files: readonly ReadonlySet<string>[] = globSync(['**/*.test.ts', 'gateway/proof/**/*.ts'], {
  cwd: support,
}).map((file) => new Set(readFileSync(path.join(support, file), 'utf8').match(/\w+/g)));

/** True if one file of tests names both the operation and the error. */
function isShown(service: Service, operation: string, name: string): boolean {
  const written = writtenName(service, name);
  return files.some(
    (words) =>
      (words.has(operation) || words.has(`${operation}Command`)) &&
      (words.has(written) || words.has(`${written}Exception`)),
  );
}

describe.each(serviceNames)('%s', (service) => {
  const pairs = errorsByOperation(service).filter(([, name]) => !(name in errorsNotAnswered[service]));

  test('each documented error is named with its operation in some test, or listed as not shown', () => {
    const open = pairs.filter(([operation, name]) => !isShown(service, operation, name));
    expect(open.map((pair) => pair.join(' ')).toSorted()).toEqual(listedOf(service).toSorted());
  });
});

test('the errors that are not shown are few, and each group of them has one reason', () => {
  const rows = Object.values(errorsNotShown).flat();
  expect(serviceNames.flatMap(listedOf).length).toBeLessThanOrEqual(68);
  expect(new Set(rows.map(({ error, why }) => `${error} ${why}`)).size).toBe(rows.length);
});

/** The pairs that are listed as not shown. */
function listedOf(service: Service): string[] {
  return errorsNotShown[service].flatMap(({ error, operations }) =>
    operations
      .trim()
      .split(/\s+/)
      .map((operation) => `${operation} ${error}`),
  );
}
