import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import {
  allow,
  answerOf,
  type Clients,
  type LabUnderTest,
  labUnderTest,
  newKey,
} from '../../testing/lab-under-test.ts';
import { create, encrypt, get, put, under } from './testing/tables-under-test.ts';

let lab: LabUnderTest;
let root: Clients;

beforeEach(async () => {
  lab = await labUnderTest();
  root = lab.as(account);
  await create(root);
  await put(root);
});
afterEach(async () => {
  jest.restoreAllMocks();
  await lab[Symbol.asyncDispose]();
});

/** The table gets another key right after the gateway's next look at it. */
async function encryptedMeanwhile(): Promise<void> {
  const key = await newKey(root);
  const { read } = EmbeddedStore.prototype;
  let changed = false;
  jest.spyOn(EmbeddedStore.prototype, 'read').mockImplementation(async function (
    this: EmbeddedStore,
    lookup: Parameters<typeof read>[0],
  ) {
    const found = await read.call(this, lookup);
    if (lookup.operation === 'DescribeTable' && !changed) {
      changed = true;
      await encrypt(root, under(key));
    }
    return found;
  } as typeof read);
}

test.each([
  ['read', get],
  ['written', put],
])(
  'a table that is put under a key while a request is decided is %s only by who may use the key',
  async (_, asked) => {
    const user = await lab.user(account, 'user', allow('dynamodb:*'));
    const admin = await lab.user(account, 'admin', allow(['dynamodb:*', 'kms:*']));
    expect(await answerOf(asked(user))).toBe('granted');
    await encryptedMeanwhile();
    expect(await answerOf(asked(user))).toMatch(/^400 AccessDeniedException: KMS key access denied error/);
    expect(await answerOf(asked(admin))).toBe('granted');
  },
);
