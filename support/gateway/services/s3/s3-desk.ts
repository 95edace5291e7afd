import { s3Permissions } from '../../../authorization/permissions/s3.ts';
import type { ServiceDesk } from '../../desk/service-desk.ts';
import { ACCESS_POINT_KEYS, accessPointIn } from '../../surroundings/access-point.ts';
import { bucketAbacAnswers } from './bucket-abac-answers.ts';
import { bucketSide } from './bucket-side.ts';
import { decideDocument } from './check-documents.ts';
import { checkInput } from './check-input.ts';
import { checkState } from './check-state.ts';
import { deleteObjectsInParts } from './delete-objects.ts';
import { fitAnswer } from './fit-answer.ts';
import { incorrectToken } from './input-checks/listings.ts';
import { lookUpTags } from './look-up-tags.ts';
import { planS3 } from './plan-s3.ts';
import { readdress } from './readdress.ts';
import { refuseBeforeForm } from './refuse-before-form.ts';
import { s3KeyUse } from './s3-key-use.ts';
import { s3Surfaces } from './s3-surfaces.ts';

/**
 * Refuses a question about objects through an access point. Its bucket decides as well, and the answer would be that of one
 * alone. Throws TypeError.
 */
function requireOneDecision(action: string, resource: string): void {
  if (accessPointIn(resource) === undefined || /AccessPoint/i.test(action)) return;
  throw new TypeError(
    `${resource} is an access point: requests through it are decided in a lab, and here only those for a bucket`,
  );
}

/** Amazon S3 at the gateway. */
export const s3Desk: ServiceDesk<'s3'> = {
  readdress,
  permissions: s3Permissions,
  answers: bucketAbacAnswers,
  // An anonymous caller has no account: its lookups are made in the bucket owner's account.
  accountAddressed: (store, input) => {
    const bucket: unknown = Reflect.get(input, 'Bucket');
    return typeof bucket === 'string' ? store.bucketOwner(bucket) : undefined;
  },
  checkInput,
  refuseBeforeForm,
  pageToken: { member: 'ContinuationToken', refusal: incorrectToken },
  plan: planS3,
  resourceSide: bucketSide,
  lookUp: lookUpTags,
  surfaces: s3Surfaces,
  keyUse: s3KeyUse,
  decideDocument,
  fitAnswer,
  checkState,
  performInParts: deleteObjectsInParts,
  makesDoubtful: () => ['resources'],
  notAsked: ACCESS_POINT_KEYS,
  derivedKeys: ({ resourceAccount, action, resource }) => {
    requireOneDecision(action, resource);
    return { 's3:ResourceAccount': resourceAccount };
  },
};
