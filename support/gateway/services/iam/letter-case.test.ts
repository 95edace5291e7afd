import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteUserCommand,
  GetRoleCommand,
  GetUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { noSuchEntity } from '../../../aws/iam-errors.ts';
import type { Call, Store } from '../../../stores/store.ts';
import type { GatewayServer } from '../../serving/gateway-server.ts';
import { emptyStore } from '../../serving/lab.ts';
import { startGatewayServer } from '../../serving/start-gateway-server.ts';
import { disturbedStore } from '../../testing/disturbed-store.ts';
import { allow, answerOf, type Clients, clientsOf, documentOf } from '../../testing/lab-under-test.ts';
import { newUser } from '../../testing/new-user.ts';

const account = '111111111111';
const SPELT = new Set(['Mary', 'Reader', 'Staff']);
const MEMBERS = ['UserName', 'RoleName', 'GroupName'];

const namesIn = (input: object) =>
  MEMBERS.map((member): unknown => Reflect.get(input, member)).filter((name) => name !== undefined);
const isMisspelt = (name: unknown) =>
  typeof name === 'string' &&
  !SPELT.has(name) &&
  [...SPELT].some((one) => one.toLowerCase() === name.toLowerCase());

/** A store that finds names in their own spelling alone, as some endpoints do. */
function caseSensitive(store: Store, saw: (call: Call) => void): Store {
  const disturbed = disturbedStore(store, ({ input }) => {
    if (namesIn(input).some(isMisspelt)) throw noSuchEntity('not found');
  });
  const send = (call: Call) => {
    saw(call);
    return store.send(call);
  };
  return new Proxy(disturbed, {
    get: (target, member) => (member === 'send' ? send : Reflect.get(target, member, target)),
  });
}

let gateway: GatewayServer;
let root: Clients;
let sent: Call[] = [];

beforeEach(async () => {
  gateway = await startGatewayServer(caseSensitive(emptyStore(), (call) => sent.push(call)));
  root = clientsOf(gateway.endpoint, account, 'us-east-1');
  const trust = { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' };
  await root.iam.send(new CreateUserCommand({ UserName: 'Mary', Path: '/staff/' }));
  await root.iam.send(new CreateGroupCommand({ GroupName: 'Staff' }));
  await root.iam.send(
    new CreateRoleCommand({ RoleName: 'Reader', AssumeRolePolicyDocument: documentOf(trust) }),
  );
  await root.iam.send(
    new CreatePolicyCommand({ PolicyName: 'p', PolicyDocument: documentOf(allow('s3:*')) }),
  );
  sent = [];
});

afterEach(async () => {
  for (const client of Object.values(root)) client.destroy();
  await gateway[Symbol.asyncDispose]();
});

const PolicyDocument = documentOf(allow('s3:*'));

test.each<[string, () => Promise<unknown>]>([
  ['GetUser', () => root.iam.send(new GetUserCommand({ UserName: 'MARY' }))],
  ['GetRole', () => root.iam.send(new GetRoleCommand({ RoleName: 'reader' }))],
  [
    'PutUserPolicy',
    () => root.iam.send(new PutUserPolicyCommand({ UserName: 'mary', PolicyName: 'x', PolicyDocument })),
  ],
  [
    'AttachUserPolicy',
    () =>
      root.iam.send(
        new AttachUserPolicyCommand({ UserName: 'mary', PolicyArn: `arn:aws:iam::${account}:policy/p` }),
      ),
  ],
  [
    'AddUserToGroup',
    () => root.iam.send(new AddUserToGroupCommand({ UserName: 'mary', GroupName: 'STAFF' })),
  ],
  ['DeleteUser', () => root.iam.send(new DeleteUserCommand({ UserName: 'marY' }))],
])('%s finds a name in another letter case, and the store is given its own spelling', async (_, send) => {
  expect(await answerOf(send())).toBe('granted');
  expect(sent.flatMap(({ input }) => namesIn(input)).filter((name) => !SPELT.has(String(name)))).toEqual([]);
});

test('a new user keeps the spelling that it is given, and a taken name is refused in that spelling', async () => {
  expect(await answerOf(root.iam.send(new CreateUserCommand({ UserName: 'Paul' })))).toBe('granted');
  expect(sent.flatMap(({ input }) => namesIn(input))).toEqual(['Paul']);
  expect(await answerOf(root.iam.send(new CreateUserCommand({ UserName: 'mary' })))).toContain(
    'User with name mary already exists.',
  );
});

test('a policy that names the user in another letter case does not allow what is about it', async () => {
  const inOtherCase = {
    Effect: 'Allow',
    Action: 'iam:*',
    Resource: [`arn:aws:iam::${account}:user/mary`, `arn:aws:iam::${account}:user/staff/mary`],
  };
  const ann = clientsOf(gateway.endpoint, await newUser(root, 'ann', inOtherCase), 'us-east-1');
  const put = new PutUserPolicyCommand({ UserName: 'mary', PolicyName: 'x', PolicyDocument });
  expect(await answerOf(ann.iam.send(put))).toContain(`resource: arn:aws:iam::${account}:user/staff/Mary`);
  for (const client of Object.values(ann)) client.destroy();
});
