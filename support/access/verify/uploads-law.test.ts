import { PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { observeDecisions } from '../../client/observe-decisions.ts';
import type { Scenario } from '../../scenario/document/scenario.ts';
import { type AccessCell, accessMatrix } from '../access-matrix.ts';
import { type AccessWorld, startAccessWorld } from '../access-world.ts';
import { clientsOf } from '../clients-of.ts';
import { WrittenVersions } from '../diff/testing/written-versions.ts';
import { TableCells } from '../table-cells.ts';
import { uploadWorlds } from '../testing/upload-worlds.ts';
import { CUSTOMER_ALGORITHM, KEY_ID } from '../upload-encryption.ts';
import { verifyMatrix } from './verify-matrix.ts';

const versions = new WrittenVersions();
const runs = Number(process.env.KEYHOLE_UPLOAD_RUNS ?? 12);

type Headers = Pick<
  PutObjectCommandInput,
  'ServerSideEncryption' | 'SSEKMSKeyId' | 'SSECustomerAlgorithm' | 'SSECustomerKey'
>;

/** The encryptions that a caller can ask for: with and without the keys that the bucket or its policies name. */
function choicesIn(world: AccessWorld, { principal, resource }: AccessCell): readonly Headers[] {
  const named = world.samplesFor(principal, [resource]).of(KEY_ID).values.flat();
  const keys = world.resources
    .filter(({ kind, arn }) => kind === 'key' && (arn === resource.key?.reference || named.includes(arn)))
    .map(({ arn }) => arn);
  const kms = ['aws:kms', 'aws:kms:dsse'] as const;
  // A key of the caller counts if a policy tests its header.
  const isTested = world.samples.keys.includes(CUSTOMER_ALGORITHM);
  return [
    {},
    ...(isTested ? [{ SSECustomerAlgorithm: 'AES256', SSECustomerKey: 'a'.repeat(32) }] : []),
    { ServerSideEncryption: 'AES256' },
    ...kms.flatMap((ServerSideEncryption) =>
      [undefined, ...keys].map((SSEKMSKeyId) => ({ ServerSideEncryption, SSEKMSKeyId })),
    ),
  ];
}

/** The results of real uploads by a principal: one for each choice. */
async function uploads(world: AccessWorld, cell: AccessCell): Promise<readonly string[]> {
  const { principal, resource } = cell;
  const { s3 } = await clientsOf(world, principal);
  const Bucket = resource.arn.slice('arn:aws:s3:::'.length);
  const results: string[] = [];
  for (const headers of choicesIn(world, cell)) {
    const ids: string[] = [];
    const upload = new PutObjectCommand({ Bucket, Key: 'any-object', Body: 'x', ...headers });
    const error = await observeDecisions(ids, () =>
      s3.send(upload).then(
        () => undefined,
        (one: Error) => one,
      ),
    );
    const record = world.played.gateway.decisionLog.get(ids[0] ?? '');
    results.push(
      error === undefined ? 'allowed' : record?.undecidable === undefined ? 'denied' : 'undecidable',
    );
  }
  return results;
}

/** The cells of uploads that say otherwise than real uploads. */
async function wrongCells(scenario: Scenario): Promise<readonly object[]> {
  await using world = await startAccessWorld(scenario, { sends: true });
  const buckets = { resources: world.resources.filter(({ kind }) => kind === 'bucket') };
  const matrix = await accessMatrix(world, buckets);
  const table = await accessMatrix(world, { ...buckets, table: new TableCells(world) });
  const wrong: object[] = [];
  for (const [index, cell] of matrix.cells.entries()) {
    const told = table.cells[index];
    if (told?.result !== cell.result || told.layer !== cell.layer)
      wrong.push({ who: cell.principal.id, access: cell.access, alone: cell.result, inTable: told?.result });
    if (cell.access !== 'write') continue;
    const results = await uploads(world, cell);
    if (!agrees(cell.result, results)) wrong.push({ who: cell.principal.id, said: cell.result, results });
  }
  const writes = { ...matrix, cells: matrix.cells.filter(({ access }) => access === 'write') };
  const { disagreements } = await verifyMatrix(world, writes);
  return [
    ...wrong,
    ...disagreements.map(({ cell, encryption, matrix: said, request }) => ({
      ...{ who: cell.principal.id, encryption, said, request },
    })),
  ];
}

function agrees(said: AccessCell['result'], results: readonly string[]): boolean {
  switch (said) {
    case 'allowed':
      return results[0] === 'allowed';
    case 'denied':
      return results.every((result) => result === 'denied');
    case 'conditional':
      return results.includes('allowed') && results.includes('denied');
    default:
      return results.includes('undecidable');
  }
}

test('every cell of uploads says what real uploads get, whatever encryption they ask for', async () => {
  await fc.assert(
    fc.asyncProperty(uploadWorlds, async (company) => {
      expect(await wrongCells(versions.of(company, 'own').scenario)).toEqual([]);
    }),
    { numRuns: runs, endOnFailure: true },
  );
}, 3_600_000);
