import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { describe, expect, test } from '@jest/globals';
import { WorldBuilder } from '../world/world-builder.ts';
import { accountClients } from './account-clients.ts';
import type { LiveAccount } from './live-account.ts';
import { readOrganization } from './read-organization.ts';
import { Reading } from './reading.ts';

const MANAGEMENT = '999999999999';
const DATA = '222222222222';
const deny = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action, Resource: '*' }] });

const SUMMARIES: Readonly<Record<string, object>> = {
  'p-FullAWSAccess': { Id: 'p-FullAWSAccess', Name: 'FullAWSAccess', AwsManaged: true },
  'p-noregion1': {
    Id: 'p-noregion1',
    Name: 'Regions',
    Arn: 'arn:aws:organizations::999999999999:policy/p-noregion1',
  },
};

/** The answers of AWS Organizations by operation: the organization has a root, a unit in it, and the data account in the unit. */
const ANSWERS: Readonly<Record<string, (input: Readonly<Record<string, string>>) => object>> = {
  DescribeOrganization: () => ({ Organization: { Id: 'o-exampleorgid', MasterAccountId: MANAGEMENT } }),
  ListRoots: () => ({
    Roots: [{ Id: 'r-ab12', PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }] }],
  }),
  ListParents: ({ ChildId }) => ({ Parents: [{ Id: ChildId === DATA ? 'ou-ab12-11111111' : 'r-ab12' }] }),
  DescribeOrganizationalUnit: () => ({ OrganizationalUnit: { Id: 'ou-ab12-11111111', Name: 'Workloads' } }),
  ListPoliciesForTarget: ({ TargetId = '' }) => {
    const attached: Record<string, string[]> = {
      'r-ab12': ['p-FullAWSAccess', 'p-noregion1'],
      'ou-ab12-11111111': ['p-noregion1'],
    };
    return { Policies: (attached[TargetId] ?? ['p-FullAWSAccess']).map((id) => SUMMARIES[id]) };
  },
  DescribePolicy: () => ({ Policy: { Content: deny('s3:DeleteBucket') } }),
};

/** The names of the errors that an account gets, by operation. */
type Refused = Readonly<Record<string, string>>;

/** AWS Organizations, as each account finds it: what it is refused, by the account's id. */
async function organizations(refused: Readonly<Record<string, Refused>>) {
  const server = createServer(async (request, response) => {
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const [, caller = ''] = /Credential=(\d{12})/.exec(request.headers.authorization ?? '') ?? [];
    const input = JSON.parse(await text(request));
    const error = refused[caller]?.[operation];
    response.statusCode = error === undefined ? 200 : 400;
    response.end(JSON.stringify(error === undefined ? ANSWERS[operation]?.(input) : { __type: error }));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = Object(server.address());
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), 'close');
    },
  };
}

function liveAccount(name: string, id: string, endpoint: string, builder: WorldBuilder): LiveAccount {
  const region = 'eu-west-1';
  const credentials = { accessKeyId: id, secretAccessKey: 'test' };
  const clients = {
    ...accountClients({ profile: 'none', region, endpoint }),
    organizations: new OrganizationsClient({ region, endpoint, credentials, maxAttempts: 1 }),
  };
  return {
    name,
    id,
    region,
    endpoint,
    clients,
    builder,
    reading: new Reading(builder.gaps),
    groups: new Map(),
  };
}

const NOT_A_READER = {
  ListRoots: 'AccessDeniedException',
  ListParents: 'AccessDeniedException',
  ListPoliciesForTarget: 'AccessDeniedException',
};

/** Reads the organization of the data account and, if it is read too, of the management account. */
async function organizationRead(ofData: Refused, ofManagement?: Refused) {
  await using server = await organizations({ [DATA]: ofData, [MANAGEMENT]: ofManagement ?? {} });
  const builder = new WorldBuilder();
  const accounts = [liveAccount('data', DATA, server.endpoint, builder)];
  if (ofManagement !== undefined) accounts.push(liveAccount('payer', MANAGEMENT, server.endpoint, builder));
  const management = await readOrganization(accounts);
  for (const { clients } of accounts) clients.organizations.destroy();
  const { organization, gaps } = builder.world({}, 'eu-west-1');
  return {
    management,
    organization,
    gaps: gaps.map(({ id, reason, consequence }) => `${id} | ${reason} | ${consequence}`),
  };
}

describe('the organization of accounts', () => {
  test('is read with the credentials of the management account, from the root to each account', async () => {
    const { management, organization, gaps } = await organizationRead(NOT_A_READER, {});
    expect(management).toBe(MANAGEMENT);
    expect(organization).toMatchObject({
      id: 'o-exampleorgid',
      root: 'r-ab12',
      members: [DATA, MANAGEMENT],
      parents: { [DATA]: 'ou-ab12-11111111', [MANAGEMENT]: 'r-ab12' },
      withoutFullAwsAccess: ['ou-ab12-11111111'],
      units: [{ id: 'ou-ab12-11111111', name: 'Workloads', parent: 'r-ab12' }],
      policies: [{ kind: 'scp', name: 'Regions', targets: ['r-ab12', 'ou-ab12-11111111'] }],
    });
    expect(JSON.parse(organization.policies[0]?.text ?? '')).toEqual(JSON.parse(deny('s3:DeleteBucket')));
    expect(gaps).toEqual([]);
  });

  test('is named as unread if no account may read it', async () => {
    const { organization, gaps } = await organizationRead(NOT_A_READER);
    expect(organization).toMatchObject({ id: 'o-exampleorgid', policies: [] });
    expect(gaps).toEqual([
      expect.stringMatching(
        /ListRoots was refused: AccessDenied.* \| what its control policies deny is allowed here$/,
      ),
    ]);
  });

  test('is none if the accounts are in none', async () => {
    const { management, organization, gaps } = await organizationRead({
      DescribeOrganization: 'AWSOrganizationsNotInUseException',
    });
    expect({ management, id: organization.id, gaps }).toEqual({
      management: undefined,
      id: undefined,
      gaps: [],
    });
  });

  test('denies everything in an account if those above it are not known', async () => {
    const { organization, gaps } = await organizationRead(NOT_A_READER, {
      ListParents: 'AccessDeniedException',
    });
    const standIns = organization.policies.filter(({ name }) => name === 'NotUnderstood');
    expect(standIns.map(({ kind, targets }) => `${kind} ${targets.join()}`)).toEqual([
      `scp ${DATA}`,
      `rcp ${DATA}`,
      `scp ${MANAGEMENT}`,
      `rcp ${MANAGEMENT}`,
    ]);
    for (const { text } of standIns) expect(JSON.parse(text).Statement).toMatchObject([{ Effect: 'Deny' }]);
    expect(gaps).toEqual([
      expect.stringMatching(/ListParents was refused.* \| everything is denied below it here$/),
      expect.stringMatching(/ListParents was refused.* \| everything is denied below it here$/),
    ]);
  });

  test.each([
    ['a policy', 'DescribePolicy', { name: 'Regions' }],
    ['a list of policies', 'ListPoliciesForTarget', { name: 'NotUnderstood' }],
  ])('has a policy that denies everything for %s that cannot be read', async (_, operation, named) => {
    const { organization, gaps } = await organizationRead(NOT_A_READER, {
      [operation]: 'AccessDeniedException',
    });
    const [policy] = organization.policies;
    expect(policy).toMatchObject(named);
    expect(JSON.parse(policy?.text ?? '').Statement).toMatchObject([
      { Effect: 'Deny', Action: '*', Resource: '*' },
    ]);
    expect(gaps[0]).toMatch(
      /was refused: AccessDenied.* (?:a policy that denies everything stands|everything that it could deny is denied)/,
    );
  });
});
