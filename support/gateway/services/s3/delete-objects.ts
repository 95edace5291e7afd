import type { _Error as DeleteError } from '@aws-sdk/client-s3';
import { permissionsToDelete } from '../../../authorization/permissions/s3-object-permissions.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Output } from '../../../aws/operations.ts';
import type { Call } from '../../../stores/store.ts';
import { encodeOutput } from '../../../wire/encode-output.ts';
import type { HttpResponse } from '../../../wire/http.ts';
import type { Deciding } from '../../desk/deciding.ts';
import type { PerformedInParts } from '../../desk/service-desk.ts';
import type { Check } from '../../plan/check.ts';
import { accessPointIn } from '../../surroundings/access-point.ts';
import { deletionChecks } from './input-checks/deletions.ts';
import { refuseLocked } from './state-checks/locked-versions.ts';

/**
 * Deletes those of many objects that the caller may delete, and lists the refused ones in the answer. S3
 * judges each key by itself, and answers 200 in every case. The permissions of each object come one object after
 * the other; all other checks concern all of them.
 *
 * Source: Amazon S3 API reference, DeleteObjects.
 */
export function deleteObjectsInParts(
  call: Call,
  checks: readonly Check[],
  deciding: Deciding,
  checkState: () => Promise<void> | undefined,
): Promise<PerformedInParts> | undefined {
  return isDeleteObjects(call) ? deleteObjects(call, checks, { ...deciding, checkState }) : undefined;
}

function isDeleteObjects(call: Call): call is Call & Call<'s3', 'DeleteObjects'> {
  return call.service === 's3' && call.operation === 'DeleteObjects';
}

async function deleteObjects(
  call: Call<'s3', 'DeleteObjects'>,
  checks: readonly Check[],
  deciding: Deciding & { readonly checkState: () => Promise<void> | undefined },
): Promise<PerformedInParts> {
  const objects = call.input.Delete?.Objects ?? [];
  const ofEach = checks.filter(({ kind }) => kind === 'permission');
  const needed = objects.map((object) => permissionsToDelete(object) * placesOfPermission(ofEach));
  const ofOthers = ofEach.slice(needed.reduce((sum, count) => sum + count, 0));
  const ofAll = await deciding.decide([...checks.filter(({ kind }) => kind === 'error'), ...ofOthers]);
  if (ofAll.error !== undefined) return ofAll;
  const decisions = [...ofAll.decisions];
  const allowed: typeof objects = [];
  const refused: DeleteError[] = [];
  let next = 0;
  for (const [index, object] of objects.entries()) {
    const first = next;
    next += needed[index] ?? 0;
    const { error, ...decided } = await deciding.decide([
      ...deletionChecks(object, deciding.store),
      ...ofEach.slice(first, next),
    ]);
    decisions.push(...decided.decisions);
    const refusal = error ?? (await lockRefusal(call, object, deciding));
    if (refusal === undefined) allowed.push(object);
    else if (refusal instanceof AwsError)
      refused.push({ ...object, Code: refusal.code, Message: refusal.message });
    else return { decisions, error: refusal };
  }
  try {
    await deciding.checkState();
    return { decisions, response: await answer(call, { allowed, refused }, deciding) };
  } catch (error) {
    return { decisions, error };
  }
}

/** The number of checks of each permission: through an access point, it is decided there and for the bucket. */
function placesOfPermission([check]: readonly Check[]): number {
  const isThrough = check?.kind === 'permission' && accessPointIn(check.permission.resource) !== undefined;
  return isThrough ? 2 : 1;
}

/** The refusal of one entry whose version is locked. Its error may also be that the lock could not be read. */
async function lockRefusal(
  { input, operation, account }: Call<'s3', 'DeleteObjects'>,
  { Key = '', VersionId }: Objects[number],
  { store }: Deciding,
): Promise<unknown> {
  if (VersionId === undefined) return undefined;
  const { Bucket = '', BypassGovernanceRetention: bypass } = input;
  try {
    await refuseLocked({ store, operation, account }, { Bucket, Key, VersionId }, bypass === true);
    return undefined;
  } catch (error) {
    return error;
  }
}

type Objects = NonNullable<NonNullable<Call<'s3', 'DeleteObjects'>['input']['Delete']>['Objects']>;

async function answer(
  call: Call<'s3', 'DeleteObjects'>,
  { allowed, refused }: { readonly allowed: Objects; readonly refused: readonly DeleteError[] },
  { store }: Deciding,
): Promise<HttpResponse> {
  const input = { ...call.input, Delete: { ...call.input.Delete, Objects: allowed } };
  const done: Output<'s3', 'DeleteObjects'> =
    allowed.length > 0 ? await store.perform({ ...call, input }) : {};
  const output = { ...done, Errors: [...(done.Errors ?? []), ...refused] };
  return encodeOutput({ service: 's3', operation: 'DeleteObjects', output, requestId: call.requestId });
}
