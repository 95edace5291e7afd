import { describe } from '@jest/globals';
import { EndpointStore } from '../../../stores/endpoint/endpoint-store.ts';
import { startLocalstack } from '../../../stores/localstack/localstack-container.ts';
import { dockerOrTold } from '../../../stores/localstack/testing/docker-or-told.ts';
import { startGatewayServer } from '../../serving/start-gateway-server.ts';
import { gatewayOfBlock } from './gateway-of-block.ts';
import { testPages } from './test-pages.ts';

const docker = await dockerOrTold();

(docker ? describe : describe.skip)('page tokens in front of LocalStack', () => {
  const as = gatewayOfBlock(async (started) => {
    process.env.TESTCONTAINERS_RYUK_DISABLED ??= 'true';
    const container = started.use(await startLocalstack());
    const store = new EndpointStore(new URL(container.endpoint));
    return started.use(await startGatewayServer(store)).endpoint;
  });
  const uncut = [
    'iam:GetAccountAuthorizationDetails',
    'iam:GetGroup',
    'iam:ListGroupPolicies',
    'iam:ListGroups',
    'iam:ListGroupsForUser',
    'iam:ListInstanceProfiles',
    'iam:ListInstanceProfilesForRole',
    'iam:ListInstanceProfileTags',
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
