import { UNKNOWABLE } from '../../authorization/terms/permission.ts';
import { UndecidableError } from '../../authorization/terms/undecidable-error.ts';
import { observeDecisions } from '../../client/observe-decisions.ts';
import type { DecisionRecord } from '../../gateway/record/decision-log.ts';
import { type AccessCell, type AccessMatrix, openKeys, type UseAccess } from '../access-matrix.ts';
import type { AccessWorld } from '../access-world.ts';
import { keysOfClasses } from '../class-words.ts';
import { clientsOf } from '../clients-of.ts';
import type { SampledValues } from '../condition-samples.ts';
import { decideUse } from '../decide-use.ts';
import type { Assignment } from '../explore-classes.ts';
import { ALGORITHM, isKey, isUpload, KEY_ID } from '../upload-encryption.ts';
import { REAL_REQUESTS, type RealRequest } from './real-requests.ts';
import { realUploads } from './real-uploads.ts';

/** A use whose real request was answered in another way than the matrix says. */
export interface Disagreement {
  readonly cell: AccessCell;
  readonly use: UseAccess;
  /** The encryption that the request asked for, if it is an upload with a header. */
  readonly encryption?: string | undefined;
  readonly matrix: string;
  readonly request: string;
}

/** The comparison of a matrix with real requests. */
export interface Verification {
  readonly agreed: number;
  readonly disagreements: readonly Disagreement[];
  /** Uses without a request: it would change what later requests depend on, or it cannot name the resource. */
  readonly unverified: number;
  /** Uses that the matrix or the gateway does not decide. */
  readonly undecided: number;
}

type Verdict = 'agreed' | 'unverified' | 'undecided' | Disagreement;

/** Reads come first, since other requests change what they read; deletions come last. */
const ORDER = ['s3:GetObject', 's3:ListBucket', 'dynamodb:GetItem', 'secretsmanager:GetSecretValue'];
const LAST = ['s3:DeleteObject', 'dynamodb:DeleteItem'];

/** Sends a real request for each use of a matrix, and compares its decisions with those of the matrix. */
export async function verifyMatrix(
  world: AccessWorld,
  { cells }: AccessMatrix,
  onUse: () => void = () => {},
): Promise<Verification> {
  await writeObjects(world, cells);
  const uses = cells.flatMap((cell) => cell.uses.map((use) => ({ cell, use })));
  const inOrder = uses.toSorted((a, b) => rank(a.use) - rank(b.use));
  const verdicts: Verdict[] = [];
  for (const { cell, use } of inOrder) {
    verdicts.push(...(await verdictsOf(world, cell, use)));
    onUse();
  }
  const count = (wanted: Verdict) => verdicts.filter((verdict) => verdict === wanted).length;
  return {
    agreed: count('agreed'),
    disagreements: verdicts.filter((verdict) => typeof verdict === 'object'),
    unverified: count('unverified'),
    undecided: count('undecided'),
  };
}

function rank({ use: { action } }: UseAccess): number {
  if (ORDER.includes(action.action)) return 0;
  return LAST.includes(action.action) ? 2 : 1;
}

/** Writes each object that is read later, as a principal that may. Without one, reads are verified without the key. */
async function writeObjects(world: AccessWorld, cells: readonly AccessCell[]): Promise<void> {
  const writes = cells.filter(({ access, resource }) => access === 'write' && resource.kind === 'bucket');
  const done = new Set<string>();
  for (const cell of writes)
    for (const use of cell.uses) {
      const id = `${cell.resource.id} ${use.use.object}`;
      if (done.has(id) || use.result === 'denied' || cell.principal.idle !== undefined) continue;
      const { document } = world.played.provisioned.scenario;
      const clients = await clientsOf(world, cell.principal);
      const written = await REAL_REQUESTS['s3:PutObject']?.(clients, use.use, document).then(
        () => true,
        () => false,
      );
      if (written === true) done.add(id);
    }
}

/** The verdicts on the requests for a use: one, or an upload for each encryption that the caller can choose. */
async function verdictsOf(
  world: AccessWorld,
  cell: AccessCell,
  access: UseAccess,
): Promise<readonly Verdict[]> {
  const { use } = access;
  const send = REAL_REQUESTS[use.action.action];
  if (!isUpload(use)) return [await verdictOf(world, cell, access, { send })];
  const verdicts: Verdict[] = [];
  for (const upload of realUploads(world, use.resource))
    verdicts.push(await verdictOf(world, cell, access, upload));
  return verdicts;
}

/** A request to send; undefined if there is none for the action. */
interface Sending {
  readonly send: RealRequest | undefined;
  readonly encryption?: string;
  /** The choices of an upload that no decision about it shows. */
  readonly when?: Assignment;
}

async function verdictOf(
  world: AccessWorld,
  cell: AccessCell,
  access: UseAccess,
  { send, encryption, when }: Sending,
): Promise<Verdict> {
  const { principal } = cell;
  const { use } = access;
  if (send === undefined || principal.idle !== undefined || !canName(cell, access)) return 'unverified';
  // keyhole takes requests of services to assume roles alone.
  if (principal.kind === 'service' && !use.action.action.startsWith('sts:')) return 'unverified';
  // The SDK signs every request to these services, so that no anonymous one can be sent.
  if (principal.kind === 'anonymous' && !use.action.action.startsWith('s3:')) return 'unverified';
  // A replica of a key answers in its own Region.
  const own = cell.resource.kind === 'key' ? cell.resource.arn.split(':')[3] : undefined;
  const region = own === world.played.provisioned.scenario.document.region ? undefined : own;
  const clients = await clientsOf(world, principal, region);
  const ids: string[] = [];
  const { document } = world.played.provisioned.scenario;
  await observeDecisions(ids, () => send(clients, use, document).catch(() => {}));
  const record = world.played.gateway.decisionLog.get(ids[0] ?? '');
  // A request that keyhole does not serve decides nothing.
  const isServed = record?.response.code !== 'NotImplemented' || record.undecidable !== undefined;
  if (record === undefined || !isServed) return 'unverified';
  const request = resultOf(record);
  const matrix = await predicted(world, cell, access, { record, encryption, when });
  if (matrix === 'undecidable' || request === 'undecidable') return 'undecided';
  if (request === matrix) return 'agreed';
  // The gateway asks for the key of an object that exists, and the object could not be written.
  if (request === 'allowed' && use.action.kms === 'kms:Decrypt' && record.response.code === 'NoSuchKey')
    return 'unverified';
  const { status, code = '', message = '' } = record.response;
  const answer = [status, code, message].filter((part) => part !== '').join(' ');
  return { cell, use: access, encryption, matrix, request: `${request} (${answer})` };
}

/** A request to IAM can name roles and users of the caller's own account only. */
function canName({ principal: { principal } }: AccessCell, { use }: UseAccess): boolean {
  if (!use.action.action.startsWith('iam:')) return true;
  return 'accountId' in principal && principal.accountId === use.resource.accountId;
}

/** The decisions about a request, and the choices in it. */
interface Answered extends Pick<Sending, 'encryption' | 'when'> {
  readonly record: DecisionRecord;
}

/** The result that the matrix says for the values that condition keys have in a real request. */
async function predicted(
  world: AccessWorld,
  { principal }: AccessCell,
  { use, result, classes }: UseAccess,
  { record, encryption, when: chosen = new Map() }: Answered,
): Promise<string> {
  // A cell that is allowed says so of the upload without a header. One that is denied says so of all.
  const isChoice = encryption !== undefined && encryption !== '' && result === 'allowed';
  if (result !== 'conditional' && !isChoice) return result;
  const when = new Map<string, SampledValues>(chosen);
  const ofUpload = encryption === undefined ? [] : [ALGORITHM, KEY_ID];
  for (const key of new Set([...ofUpload, ...keysOfClasses(classes)])) {
    if (when.has(key)) continue;
    // The key follows from the bucket unless a header names it.
    if (isKey(key, KEY_ID) && valueIn(record, ALGORITHM) === undefined) continue;
    const values = valueIn(record, key);
    if (values === UNKNOWABLE) return 'undecidable';
    when.set(key, values);
  }
  try {
    return (await decideUse(world, principal, use, { when, open: openKeys(world, principal) })).result;
  } catch (error) {
    if (error instanceof UndecidableError) return 'undecidable';
    throw error;
  }
}

function valueIn({ decisions }: DecisionRecord, key: string) {
  for (const { permission } of decisions.toReversed()) {
    const values = permission.context.get(key);
    if (values !== undefined) return values;
  }
  return undefined;
}

/** Errors that refuse a request whatever its policies say. */
const REFUSED = /^(?:AccessDenied(?:Exception)?|KMS\.NotFoundException)$/;

function resultOf({ decisions, response, undecidable }: DecisionRecord): string {
  if (undecidable !== undefined) return 'undecidable';
  if (decisions.some(({ result }) => result === 'Denied')) return 'denied';
  const { code = '', message = '' } = response;
  return REFUSED.test(code) || message.includes('require AWS Signature Version 4') ? 'denied' : 'allowed';
}
