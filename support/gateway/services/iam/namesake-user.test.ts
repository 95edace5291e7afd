import { CreateUserCommand, GetUserCommand, PutUserPolicyCommand } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { IamUser } from '../../../aws/principal.ts';
import type { Store } from '../../../stores/store.ts';
import type { GatewayServer } from '../../serving/gateway-server.ts';
import { emptyStore } from '../../serving/lab.ts';
import { startGatewayServer } from '../../serving/start-gateway-server.ts';
import { allow, type Clients, clientsOf, documentOf } from '../../testing/lab-under-test.ts';
import { identitySide } from './identity-policies.ts';
import { principalTags } from './principal-tags.ts';

const account = '111111111111';

let store: Store;
let gateway: GatewayServer;
let root: Clients;
let ann: IamUser;

beforeEach(async () => {
  store = emptyStore();
  gateway = await startGatewayServer(store);
  root = clientsOf(gateway.endpoint, account, 'us-east-1');
  const UserName = 'ann';
  await root.iam.send(new CreateUserCommand({ UserName, Tags: [{ Key: 'team', Value: 'blue' }] }));
  const PolicyDocument = documentOf(allow('s3:*'));
  await root.iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'inline', PolicyDocument }));
  const { User } = await root.iam.send(new GetUserCommand({ UserName }));
  const { Arn: arn = '', UserId: userId = '' } = User ?? {};
  ann = { type: 'User', accountId: account, arn, userName: UserName, userId };
});

afterEach(async () => {
  for (const client of Object.values(root)) client.destroy();
  await gateway[Symbol.asyncDispose]();
});

test('a user has its policies and tags', async () => {
  expect((await identitySide(store, ann)).identity).toHaveLength(1);
  expect(await principalTags(store, ann)).toEqual({ team: 'blue' });
});

test('a user that was deleted has neither the policies nor the tags of a user that has its name now', async () => {
  const former = { ...ann, userId: 'AIDAFORMERFORMERFORME' };

  expect(await identitySide(store, former)).toEqual({ identity: [] });
  expect(await principalTags(store, former)).toEqual({});
});
