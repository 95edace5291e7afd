import { expect, test } from '@jest/globals';
import type { Principal } from '../../../../aws/principal.ts';
import { account } from '../../../../aws/testing/accounts.ts';
import type { Call } from '../../../store.ts';
import { CredentialsGiven, type ReadIam } from './credentials-given.ts';

const User = { UserName: 'ana', UserId: 'AIDAEXAMPLE', Arn: `arn:aws:iam::${account}:user/ana` };
const Role = { RoleName: 'reader', RoleId: 'AROAEXAMPLE', Arn: `arn:aws:iam::${account}:role/reader` };
// The operation says which answer it has; the compiler cannot follow it through a table.
const read = (async (operation: string) =>
  ({ GetUser: { User }, GetRole: { Role } })[operation]) as unknown as ReadIam;
const ana: Principal = {
  type: 'User',
  accountId: account,
  arn: User.Arn,
  userName: 'ana',
  userId: User.UserId,
};

test.each([
  ['GetSessionToken', {}],
  ['AssumeRole', { RoleArn: Role.Arn, RoleSessionName: 's' }],
] as const)('credentials of %s keep the time at which they were given', async (operation, input) => {
  const given = new CredentialsGiven(read);
  const at = { region: 'eu-west-1', account, principal: ana, requestId: 'x' };
  const before = Math.floor(Date.now() / 1000) * 1000;
  const call = { service: 'sts', operation, input, ...at };
  // As in the store itself: the compiler cannot follow which operation has which input.
  const output = await given.answer(call as unknown as Call);
  const { AccessKeyId } = Reflect.get(Object(output), 'Credentials') as { AccessKeyId: string };
  const issued = (await given.credential(AccessKeyId))?.issued?.getTime() ?? 0;
  expect(issued).toBeGreaterThanOrEqual(before);
  expect(issued).toBeLessThanOrEqual(Date.now());
});
