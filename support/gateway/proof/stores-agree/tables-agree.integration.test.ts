import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { EndpointStore } from '../../../stores/endpoint/endpoint-store.ts';
import { emptyStore } from '../../serving/lab.ts';
import { BothStores } from './ask-both.ts';
import { type Both, differences, isRefusal } from './compare.ts';
import { permissiveEndpoint } from './permissive-endpoint.ts';
import { dynamodbSubjects } from './rows/dynamodb.ts';
import { sideBefore } from './sides.ts';

jest.setTimeout(300_000);

/** Refusals that depend on the instant of a write, or tell that there is nothing to read. */
const OF_STORES = [
  'NotImplemented',
  'PolicyNotFoundException',
  'ConditionalCheckFailedException',
  'TransactionCanceledException',
];

describe('the embedded store, and an endpoint that serves DynamoDB and decides nothing', () => {
  const opened = new AsyncDisposableStack();
  const internalErrors: unknown[] = [];
  let stores: BothStores;

  beforeAll(async () => {
    const behind = opened.use(await permissiveEndpoint(emptyStore()));
    const embedded = await sideBefore('embedded', emptyStore(), { opened, internalErrors });
    const endpoint = await sideBefore('endpoint', new EndpointStore(behind.url), { opened, internalErrors });
    stores = new BothStores(embedded, endpoint);
  });
  afterAll(async () => {
    stores.destroy();
    await opened.disposeAsync();
  });

  test.each(dynamodbSubjects.map((subject) => [subject.operation, subject] as const))(
    'agree on %s',
    async (_, subject) => {
      const answers = await stores.askAll(subject);
      expect(
        answers.flatMap((both) => differences(both).filter((each) => !isRevision(both, each.at))),
      ).toEqual([]);
      expect(
        answers.filter(isRefusedByStore).map(({ name, embedded }) => [name, embedded.seen.code]),
      ).toEqual([]);
    },
  );

  test('never let keyhole itself fail', () => {
    expect(internalErrors).toEqual([]);
  });
});

/** Endpoints may not compare the revision of a policy: the gateway refuses such a request there. */
function isRevision({ name, localstack }: Both, at: string): boolean {
  return (
    /ExpectedRevisionId|for none/.test(name) &&
    localstack.seen.status === 501 &&
    ['result', 'code', 'changes'].includes(at)
  );
}

/** True if the embedded store itself refuses a request for something that the gateway can see. */
function isRefusedByStore({ embedded: { seen } }: Both): boolean {
  return isRefusal(seen) && seen.byStore === true && !OF_STORES.includes(seen.code ?? '');
}
