import { PutObjectCommand } from '@aws-sdk/client-s3';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { UndecidableError } from '../../authorization/terms/undecidable-error.ts';
import { observeDecisions } from '../../client/observe-decisions.ts';
import type { Scenario } from '../../scenario/document/scenario.ts';
import { type AccessCell, accessMatrix, openKeys, type UseResult } from '../access-matrix.ts';
import type { AccessUse } from '../access-use.ts';
import { type AccessWorld, startAccessWorld } from '../access-world.ts';
import { clientsOf } from '../clients-of.ts';
import type { SampledValues } from '../condition-samples.ts';
import { decideUse } from '../decide-use.ts';
import { WrittenVersions } from '../diff/testing/written-versions.ts';
import { TableCells } from '../table-cells.ts';
import { uploadWorlds } from '../testing/upload-worlds.ts';
import { ALGORITHM, KEY_ID } from '../upload-encryption.ts';
import { choicesOf, type EncryptionHeaders, encryptionChoices } from './real-uploads.ts';

const versions = new WrittenVersions();
const runs = Number(process.env.KEYHOLE_UPLOAD_RUNS ?? 12);

/** The encryptions that a caller can ask for, with every key of the scenario. */
function choicesIn({ resources }: AccessWorld): readonly EncryptionHeaders[] {
  const keys = resources.flatMap(({ kind, arn }) => (kind === 'key' ? [[arn, arn] as const] : []));
  const dual = keys.map(([SSEKMSKeyId]) => ({ ServerSideEncryption: 'aws:kms:dsse' as const, SSEKMSKeyId }));
  return [...encryptionChoices(new Map(keys)).values(), ...dual];
}

/** The result of a real upload, and what the class of requests says that it belongs to. */
interface Upload {
  readonly headers: EncryptionHeaders;
  readonly real: string;
  readonly said: string;
}

/** Real uploads by a principal: one for each choice. */
async function uploads(world: AccessWorld, cell: AccessCell, use: AccessUse): Promise<readonly Upload[]> {
  const { s3 } = await clientsOf(world, cell.principal);
  const Bucket = cell.resource.arn.slice('arn:aws:s3:::'.length);
  const done: Upload[] = [];
  for (const headers of choicesIn(world)) {
    const ids: string[] = [];
    const upload = new PutObjectCommand({ Bucket, Key: use.object, Body: 'x', ...headers });
    const isRefused = await observeDecisions(ids, () =>
      s3.send(upload).then(
        () => false,
        () => true,
      ),
    );
    const record = world.played.gateway.decisionLog.get(ids[0] ?? '');
    const real = record?.undecidable !== undefined ? 'undecidable' : isRefused ? 'denied' : 'allowed';
    const key = record?.decisions[0]?.permission.context.get(KEY_ID);
    done.push({ headers, real, said: await saidOf(world, cell, { use, headers, key }) });
  }
  return done;
}

interface Sent {
  readonly use: AccessUse;
  readonly headers: EncryptionHeaders;
  /** The value of the condition key of the key, in the decision about the request. */
  readonly key: unknown;
}

/** The result of the class that a request belongs to. */
async function saidOf(world: AccessWorld, { principal }: AccessCell, sent: Sent): Promise<string> {
  const { headers, key, use } = sent;
  const one = (value: string | undefined) => (value === undefined ? undefined : [value]);
  const when = new Map<string, SampledValues>([
    [ALGORITHM, one(headers.ServerSideEncryption)],
    ...choicesOf(headers),
    ...(headers.ServerSideEncryption?.startsWith('aws:kms') && Array.isArray(key)
      ? [[KEY_ID, key] as const]
      : []),
  ]);
  try {
    return (await decideUse(world, principal, use, { when, open: openKeys(world, principal) })).result;
  } catch (error) {
    if (error instanceof UndecidableError) return 'undecidable';
    throw error;
  }
}

/** The cells of uploads, and their classes of requests, that say otherwise than real uploads. */
async function wrongCells(scenario: Scenario): Promise<readonly object[]> {
  await using world = await startAccessWorld(scenario, { sends: true });
  const buckets = { resources: world.resources.filter(({ kind }) => kind === 'bucket') };
  const matrix = await accessMatrix(world, buckets);
  const table = await accessMatrix(world, { ...buckets, table: new TableCells(world) });
  const wrong: object[] = [];
  for (const [index, cell] of matrix.cells.entries()) {
    const told = table.cells[index];
    const who = cell.principal.id;
    if (told?.result !== cell.result || told.layer !== cell.layer)
      wrong.push({ who, access: cell.access, alone: cell.result, inTable: told?.result });
    if (cell.access !== 'write') continue;
    for (const { use, result } of cell.uses) {
      const done = await uploads(world, cell, use);
      if (!agrees(result, done)) wrong.push({ who, result, done });
      wrong.push(...done.filter(({ real, said }) => real !== said).map((one) => ({ who, ...one })));
    }
  }
  return wrong;
}

function agrees(said: UseResult, done: readonly Upload[]): boolean {
  const results = done.map(({ real }) => real);
  switch (said) {
    case 'allowed':
      return results[0] === 'allowed';
    case 'denied':
      return results.every((result) => result === 'denied');
    case 'conditional':
      return results.includes('allowed') && results.includes('denied');
    case 'undecidable':
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
