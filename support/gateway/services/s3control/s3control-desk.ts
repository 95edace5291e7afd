import { s3controlPermissions } from '../../../authorization/permissions/s3control.ts';
import { AwsError } from '../../../aws/aws-error.ts';
import type { ServiceDesk } from '../../desk/service-desk.ts';
import { textMember } from '../../plan/text-member.ts';
import { turnOfTags } from '../s3/bucket-tags.ts';
import { s3Surfaces } from '../s3/s3-surfaces.ts';
import { accessPointAnswers } from './answers/access-points.ts';
import { bucketTagAnswers } from './answers/bucket-tags.ts';
import { publicAccessBlockAnswers } from './answers/public-access-blocks.ts';
import { bucketNamed } from './bucket-named.ts';
import { checkS3controlInput } from './check-input.ts';
import { decideAccessPointPolicy } from './decide-access-point-policy.ts';
import { planS3control } from './plan-s3control.ts';

/** S3 Control at the gateway, which holds the settings of accounts itself: they bind on every store alike. */
export const s3controlDesk: ServiceDesk<'s3control'> = {
  permissions: s3controlPermissions,
  answers: { ...publicAccessBlockAnswers, ...accessPointAnswers, ...bucketTagAnswers },
  checkInput: checkS3controlInput,
  pageToken: {
    member: 'NextToken',
    refusal: () => new AwsError('InvalidRequest', 400, 'The continuation token provided is incorrect'),
  },
  plan: planS3control,
  surfaces: s3Surfaces,
  decideDocument: decideAccessPointPolicy,
  turnOf: ({ operation, input }) =>
    operation === 'TagResource' || operation === 'UntagResource'
      ? turnOfTags(bucketNamed({ ResourceArn: textMember(input, 'ResourceArn') }))
      : undefined,
  makesDoubtful: () => ['resources'],
};
