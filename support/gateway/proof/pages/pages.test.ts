import { afterAll, beforeAll, describe, jest } from '@jest/globals';
import { EndpointStore } from '../../../stores/endpoint/endpoint-store.ts';
import { startLocalstack } from '../../../stores/localstack/localstack-container.ts';
import { dockerOrTold } from '../../../stores/localstack/testing/docker-or-told.ts';
import { emptyStore } from '../../serving/lab.ts';
import { startGatewayServer } from '../../serving/start-gateway-server.ts';
import { type Clients, clientsOf } from '../../testing/lab-under-test.ts';
import { testPages } from './test-pages.ts';

jest.setTimeout(120_000);
const docker = await dockerOrTold();

/** A gateway that runs while the tests of a block do, and the clients of root users. */
function gatewayOfBlock(start: (started: AsyncDisposableStack) => Promise<string>) {
  const started = new AsyncDisposableStack();
  const opened = new Map<string, Clients>();
  let endpoint = '';
  beforeAll(async () => {
    endpoint = await start(started);
  });
  afterAll(async () => {
    for (const clients of opened.values()) for (const client of Object.values(clients)) client.destroy();
    await started.disposeAsync();
  });
  return (account: string): Clients => {
    const clients = opened.get(account) ?? clientsOf(endpoint, account, 'eu-west-1');
    opened.set(account, clients);
    return clients;
  };
}

describe('page tokens before the embedded store', () => {
  const as = gatewayOfBlock(async (started) => {
    const gateway = started.use(await startGatewayServer(emptyStore()));
    return gateway.endpoint;
  });
  testPages({ as, tables: true, uncut: [], unfit: [] });
});

(docker ? describe : describe.skip)('page tokens before LocalStack', () => {
  const as = gatewayOfBlock(async (started) => {
    process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
    const container = started.use(await startLocalstack());
    const store = new EndpointStore(new URL(container.endpoint));
    return started.use(await startGatewayServer(store)).endpoint;
  });
  const uncut = [
    'iam:GetGroup',
    'iam:ListGroupPolicies',
    'iam:ListGroups',
    'iam:ListGroupsForUser',
    'iam:ListPolicyVersions',
    'iam:ListRolePolicies',
    'iam:ListRoles',
    'iam:ListUserPolicies',
    'iam:ListUserTags',
    'iam:ListUsers',
    'secretsmanager:ListSecretVersionIds',
  ];
  // LocalStack leaves out entities of a policy that is listed page by page.
  testPages({ as, tables: false, uncut, unfit: ['kms:ListKeyRotations', 'iam:ListEntitiesForPolicy'] });
});
