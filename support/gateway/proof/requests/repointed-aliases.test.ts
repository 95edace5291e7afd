import { CreateAliasCommand, DeleteAliasCommand, UpdateAliasCommand } from '@aws-sdk/client-kms';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { account } from '../../../aws/testing/accounts.ts';
import { meanwhile } from '../../testing/changed-before-store.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import { allow, answerOf, type Clients, deny, newKey } from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
afterEach(() => {
  jest.restoreAllMocks();
});

describe('an alias that points at another key once a call was decided is decided on', () => {
  const AliasName = 'alias/app';
  test.each<[string, (user: Clients, own: string) => Promise<unknown>]>([
    ['DeleteAlias', ({ kms }) => kms.send(new DeleteAliasCommand({ AliasName }))],
    ['UpdateAlias', ({ kms }, own) => kms.send(new UpdateAliasCommand({ AliasName, TargetKeyId: own }))],
  ])('%s', async (_, ask) => {
    const root = lab.as(account);
    const [open, closed] = [await newKey(root), await newKey(root)];
    await root.kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: open }));
    const user = await lab.user(account, 'ada', allow('kms:*'), deny('kms:*Alias', closed));
    meanwhile(root, ({ kms }) => kms.send(new UpdateAliasCommand({ AliasName, TargetKeyId: closed })));
    expect(await answerOf(ask(user, open))).toMatch(/^400 AccessDeniedException: .*explicit deny/);
  });
});
