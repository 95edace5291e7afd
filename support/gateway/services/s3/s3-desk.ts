import { s3Permissions } from '../../../authorization/permissions/s3.ts';
import type { ServiceDesk } from '../../desk/service-desk.ts';
import { textMember } from '../../plan/text-member.ts';
import { ACCESS_POINT_KEYS } from '../../surroundings/access-point.ts';
import { bucketAbacAnswers } from './bucket-abac-answers.ts';
import { bucketSide } from './bucket-side.ts';
import { turnOfTags } from './bucket-tags.ts';
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
import { decideThroughAccessPoint, keysOfManagedPoint } from './what-if-through-access-point.ts';

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
  turnOf: ({ operation, input }) =>
    operation === 'PutBucketTagging' || operation === 'DeleteBucketTagging'
      ? turnOfTags(textMember(input, 'Bucket') ?? '')
      : undefined,
  performInParts: deleteObjectsInParts,
  makesDoubtful: () => ['resources'],
  notAsked: ACCESS_POINT_KEYS,
  decideThrough: decideThroughAccessPoint,
  derivedKeys: (asked, around) => ({
    's3:ResourceAccount': asked.resourceAccount,
    ...keysOfManagedPoint(asked, around),
  }),
};
