import type { DeletedObject, _Error as DeleteError } from '@aws-sdk/client-s3';
import { permissionsToDelete } from '../../../authorization/permissions/s3-object-permissions.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { Call } from '../../../stores/store.ts';
import { encodeOutput } from '../../../wire/encode-output.ts';
import type { HttpResponse } from '../../../wire/http.ts';
import { type Deciding, decidePlan } from '../../decide-plan.ts';
import type { Check } from '../../plan/check.ts';

/**
 * Deletes those of many objects that the caller may delete, and names the others in the answer: S3 judges each key by
 * itself, and answers 200 whatever came of them. Checks come for one object after the other, then any that
 * concern all of them.
 *
 * Source: Amazon S3 API Reference, DeleteObjects.
 */
export async function deleteObjects(
  call: Call<'s3', 'DeleteObjects'>,
  checks: readonly Check[],
  deciding: Deciding,
): Promise<HttpResponse> {
  const objects = call.input.Delete?.Objects ?? [];
  const needed = objects.map(permissionsToDelete);
  let next = 0;
  await decidePlan(checks.slice(needed.reduce((sum, count) => sum + count, 0)), deciding);
  const allowed: typeof objects = [];
  const refused: DeleteError[] = [];
  for (const [index, object] of objects.entries()) {
    const first = next;
    next += needed[index] ?? 0;
    const error = await refusal(checks.slice(first, next), deciding);
    if (error === undefined) allowed.push(object);
    else refused.push({ ...object, Code: error.code, Message: error.message });
  }
  const done = allowed.length > 0 ? await performOn(call, allowed, deciding) : {};
  const output = { ...done, Errors: [...(done.Errors ?? []), ...refused] };
  return encodeOutput({ service: 's3', operation: 'DeleteObjects', output, requestId: call.requestId });
}

function performOn(
  call: Call<'s3', 'DeleteObjects'>,
  Objects: NonNullable<NonNullable<Call<'s3', 'DeleteObjects'>['input']['Delete']>['Objects']>,
  { store }: Deciding,
): Promise<{ Deleted?: DeletedObject[] | undefined; Errors?: DeleteError[] | undefined }> {
  return store.perform({ ...call, input: { ...call.input, Delete: { ...call.input.Delete, Objects } } });
}

async function refusal(checks: readonly Check[], deciding: Deciding): Promise<AwsError | undefined> {
  try {
    await decidePlan(checks, deciding);
    return undefined;
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
}
