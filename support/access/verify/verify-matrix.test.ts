import { describe, expect, test } from '@jest/globals';
import { documentedScenarios, scenarioNamed } from '../../scenario/document/documented-scenarios.ts';
import {
  allowing,
  trustsLambda,
  twoAccounts,
  WrittenScenario,
} from '../../scenario/testing/written-scenario.ts';
import { accessMatrix } from '../access-matrix.ts';
import { startAccessWorld } from '../access-world.ts';
import { verifyMatrix } from './verify-matrix.ts';

describe('real requests are answered as the matrix says', () => {
  test.each([...documentedScenarios().keys()])('in %s', async (name) => {
    await using world = await startAccessWorld(scenarioNamed(name), { sends: true });
    const verification = await verifyMatrix(world, await accessMatrix(world));
    expect(verification.disagreements).toEqual([]);
    expect(verification.agreed).toBeGreaterThan(40);
    expect(verification.undecided).toBe(0);
  });
});

const written = new WrittenScenario();

test('Requests for a replica of a multi-Region key are sent to its Region', async () => {
  await using world = await startAccessWorld(scenarioNamed('multi-region-keys'), { sends: true });
  const { region } = world.played.provisioned.scenario.document;
  const resources = world.resources.filter(({ kind, arn }) => kind === 'key' && arn.split(':')[3] !== region);
  expect(resources.length).toBeGreaterThan(0);
  const { agreed, disagreements } = await verifyMatrix(world, await accessMatrix(world, { resources }));
  expect(disagreements).toEqual([]);
  expect(agreed).toBeGreaterThan(10);
});

test('A role that no principal of the scenario assumes sends requests in a session of its own', async () => {
  written.write({
    'own/scenario.yaml': `${twoAccounts}roles: { idle: { account: data, trust: trust.json, policies: [read.json] } }
buckets: { ledger: { account: data, bucketName: acme-ledger } }
`,
    'own/trust.json': trustsLambda,
    'own/read.json': allowing('s3:GetObject', 's3:ListBucket'),
  });
  await using world = await startAccessWorld(written.load(), { sends: true });
  const matrix = await accessMatrix(world, {
    principals: world.principals.filter(({ id }) => id === 'roles.idle' || id === 'lambda.amazonaws.com'),
  });
  const result = (access: string, principal: string) =>
    matrix.cells.find((cell) => cell.access === access && cell.principal.id === principal)?.result;
  expect(result('list', 'roles.idle')).toBe('allowed');
  expect(result('write', 'roles.idle')).toBe('denied');
  expect(result('assume', 'lambda.amazonaws.com')).toBe('allowed');
  expect(result('assume', 'ec2.amazonaws.com')).toBeUndefined();
  const { disagreements, agreed } = await verifyMatrix(world, matrix);
  expect(disagreements).toEqual([]);
  expect(agreed).toBeGreaterThan(4);
});

test('An upload of each encryption is sent, and a wrong word about one of them is found', async () => {
  await using world = await startAccessWorld(scenarioNamed('write-only-bucket'), { sends: true });
  const { scenario, cells } = await accessMatrix(world, {
    principals: world.principals.filter(({ id }) => id === 'roles.auditor'),
    resources: world.resources.filter(({ id }) => id === 'buckets.write-only'),
  });
  const writes = cells.filter(({ access }) => access === 'write');
  expect((await verifyMatrix(world, { scenario, cells: writes })).agreed).toBe(13);
  const wrong = writes.map((cell) => ({
    ...cell,
    uses: cell.uses.map((use) => ({ ...use, result: 'denied' as const })),
  }));
  const { disagreements } = await verifyMatrix(world, { scenario, cells: wrong });
  expect(disagreements.map(({ encryption }) => encryption)).toEqual([
    ...['AES256', 'SSE-C', 'aws:kms', 'aws:kms:dsse'],
  ]);
});

test('A matrix that says something else disagrees, with both answers', async () => {
  await using world = await startAccessWorld(scenarioNamed('write-only-bucket'), { sends: true });
  const { scenario, cells } = await accessMatrix(world, {
    principals: world.principals.filter(({ id }) => id === 'roles.processing'),
    resources: world.resources.filter(({ id }) => id === 'keys.shared'),
  });
  const wrong = cells.map((cell) => ({
    ...cell,
    uses: cell.uses.map((use) => ({ ...use, result: 'allowed' as const })),
  }));
  const { disagreements, agreed } = await verifyMatrix(world, { scenario, cells: wrong });
  expect(agreed).toBe(1);
  expect(disagreements).toContainEqual(
    expect.objectContaining({
      matrix: 'allowed',
      request: expect.stringMatching(/^denied \(400 AccessDeniedException/),
    }),
  );
});
