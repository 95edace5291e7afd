import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Service } from '../aws/operations.ts';
import { serviceNames } from '../aws/services.ts';
import { errorsNotAnswered } from './errors-not-answered.ts';
import { documentedErrors, writtenName } from './testing/documented-errors.ts';

const support = path.join(import.meta.dirname, '..');

/** The tests of a service, and those that are about several services. */
const OWN = (service: Service) => [
  `**/${service}/**/*.test.ts`,
  `gateway/proof/stores-agree/rows/${service}*.ts`,
  // MFA devices of IAM are tested by the sessions that they are for.
  ...(service === 'iam' ? ['gateway/services/sts/*.test.ts'] : []),
];
const SHARED = ['gateway/proof/{requests,documents,pages}/*.ts'];
/** An error that several services have for limits of their own counts in the tests of the service alone. */
const EACH_ITS_OWN = new Set(['LimitExceededException']);

const textOf = (patterns: readonly string[]) =>
  patterns
    .flatMap((pattern) => globSync(pattern, { cwd: support }))
    .map((file) => readFileSync(path.join(support, file), 'utf8'))
    .join('\n');

const shared = textOf(SHARED);

function answeredIn(service: Service): (name: string) => boolean {
  const own = textOf(OWN(service));
  return (name) => {
    const mentions = new RegExp(`\\b${writtenName(service, name)}(Exception)?\\b`);
    return mentions.test(own) || (!EACH_ITS_OWN.has(name) && mentions.test(shared));
  };
}

describe.each(serviceNames)('%s', (service) => {
  const isAnswered = answeredIn(service);
  const documented = [...documentedErrors(service)].toSorted();
  const listed = Object.keys(errorsNotAnswered[service]);

  test('each documented error of a served operation is answered in a test, or listed as not answered', () => {
    // Of S3 Control, the SDK documents one error of an operation that is served.
    expect(documented.length).toBeGreaterThan(service === 's3control' ? 0 : 5);
    const open = documented.filter((name) => !listed.includes(name) && !isAnswered(name));
    expect(open).toEqual([]);
  });

  test('no error is listed that is answered in a test, or that no served operation has', () => {
    const wrong = listed.filter((name) => !documented.includes(name) || isAnswered(name));
    expect(wrong).toEqual([]);
  });
});
