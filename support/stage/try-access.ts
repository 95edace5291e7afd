import assert from 'node:assert/strict';
import { cellOf, checkCell } from '../answer/access-cell.ts';
import type { AccessMatrix } from '../answer/access-matrix.ts';
import { mismatchOfDenial } from '../answer/expectation.ts';
import { ACCESS_REQUESTS, type AccessTarget } from '../client/access-requests.ts';
import { headObject, putObject } from '../client/object-requests.ts';
import { principalArn } from '../scenario/cast/principal-arn.ts';
import { lookUp } from '../scenario/look-up.ts';
import { denialFacts } from './denial-facts.ts';
import { nameIn, type ObjectInWords } from './object-in-words.ts';
import { principalNamed } from './principal-in-words.ts';
import { sideEffects } from './side-effects.ts';
import type { SpecWorld } from './spec-world.ts';

/** The subject of a matrix: an object with its key, or only a key. */
export type Resource = { readonly object: ObjectInWords } | { readonly key: string };

/** One request of a matrix. */
interface Try {
  readonly column: string;
  /** The principal in the feature's words. */
  readonly who: string;
}

/**
 * Makes each request of a stated matrix as each of its principals, and returns the matrix that results. The requests of
 * a column are made at once, columns in the order of ACCESS_REQUESTS.
 * Throws SpecError for unknown columns, principals and cells, and AssertionError if a denied request changed something.
 */
export async function tryAccess(
  world: SpecWorld,
  resource: Resource,
  stated: AccessMatrix,
): Promise<AccessMatrix> {
  const [header = [], ...rows] = stated;
  const columns = header.slice(1);
  for (const column of columns) lookUp('column of an access matrix', column, ACCESS_REQUESTS);
  for (const cell of rows.flatMap((row) => row.slice(1))) checkCell(cell);
  const common = await commonTo(world, resource);
  const found = rows.map(([who = '']) => new Map([[header[0] ?? '', who]]));
  for (const column of Object.keys(ACCESS_REQUESTS).filter((each) => columns.includes(each))) {
    const cells = rows.map(([who = '']) => tried(world, { column, who }, common));
    for (const [at, cell] of (await Promise.all(cells)).entries()) found[at]?.set(column, cell);
  }
  const changed = await sideEffects(world);
  if (changed.length > 0) assert.fail(`denied requests changed ${changed.join(', ')}`);
  return [header, ...found.map((cells) => header.map((column) => cells.get(column) ?? ''))];
}

/** The resources that every principal's requests are about, and the content of the object. */
interface Common extends AccessTarget {
  readonly content?: string | undefined;
}

async function commonTo(world: SpecWorld, resource: Resource): Promise<Common> {
  if ('key' in resource) return { keyArn: world.keyArn(resource.key) };
  const object = world.place(resource.object);
  const { account } = world.bucket(resource.object.bucket);
  const { encryption } = await world.arrange({ kind: 'root', account }, ({ s3 }) => headObject(s3, object));
  const keyArn = encryption?.startsWith('arn:') ? encryption : undefined;
  return { object, keyArn, content: world.contentOf(resource.object) };
}

async function tried(
  world: SpecWorld,
  { column, who }: Try,
  { content, ...common }: Common,
): Promise<string> {
  const member = principalNamed(who);
  const target = {
    ...common,
    granteeArn: member.kind === 'anonymous' ? undefined : principalArn(world.provisioned, member),
    vacant: beside(common.object, `written-by-${nameIn(who)}`),
    doomed: column === 'delete' ? await doomedFor(world, nameIn(who), common) : undefined,
  };
  const request = lookUp('column of an access matrix', column, ACCESS_REQUESTS);
  const { answer, actor } = await world.ask(member, (clients) => request(clients, target));
  const cell = cellOf(answer);
  if (answer.result === 'Granted') {
    const read = column === 'read' ? answer.value.content : content;
    return read === content ? cell : `${cell}, though not what was written`;
  }
  if (answer.result === 'Failed') return cell;
  const { layer, explicit, permission } = answer.decision;
  const denial = { layer, explicit, action: permission.action };
  const wrong = mismatchOfDenial(answer, { denial, words: cell, ...denialFacts(world, actor) });
  return wrong === undefined ? cell : `${cell}, answered ${answer.code}: ${answer.message}`;
}

/** Makes an object for one principal to delete. Its writer is the writer of the matrix's object. */
async function doomedFor(world: SpecWorld, who: string, { object }: AccessTarget) {
  const doomed = beside(object, `for-${who}`);
  if (object === undefined || doomed === undefined) return undefined;
  const content = world.remembered.written.newContent({ key: doomed.Key });
  await world.arrange(world.remembered.written.writerOf(object), ({ s3 }) =>
    putObject(s3, doomed, { content }),
  );
  return doomed;
}

function beside(object: AccessTarget['object'], name: string) {
  return object && { Bucket: object.Bucket, Key: `${object.Key}.${name}` };
}
