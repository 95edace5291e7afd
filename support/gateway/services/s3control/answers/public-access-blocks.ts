import { AwsError } from '../../../../aws/aws-error.ts';
import type { Answers } from '../../../desk/service-desk.ts';
import { accountNamed } from '../account-named.ts';

/**
 * The answers about Block Public Access for all buckets of an account.
 *
 * Source: Amazon S3 API reference, PutPublicAccessBlock.
 */
export const publicAccessBlockAnswers: Answers<'s3control'> = {
  GetPublicAccessBlock: async ({ input }, { surroundings }) => {
    const account = accountNamed(input);
    const block = surroundings.publicAccessBlock(account);
    if (block === undefined) throw noConfiguration(account);
    return {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: block.BlockPublicAcls === true,
        IgnorePublicAcls: block.IgnorePublicAcls === true,
        BlockPublicPolicy: block.BlockPublicPolicy === true,
        RestrictPublicBuckets: block.RestrictPublicBuckets === true,
      },
    };
  },
  PutPublicAccessBlock: async ({ input }, { surroundings, isRehearsal }) => {
    if (isRehearsal !== true)
      surroundings.blockPublicAccess(accountNamed(input), input.PublicAccessBlockConfiguration);
    return {};
  },
  DeletePublicAccessBlock: async ({ input }, { surroundings, isRehearsal }) => {
    if (isRehearsal !== true) surroundings.blockPublicAccess(accountNamed(input), undefined);
    return {};
  },
};

/** Source: Amazon S3 API reference, NoSuchPublicAccessBlockConfiguration. */
function noConfiguration(account: string): AwsError {
  const message = 'The public access block configuration was not found';
  return new AwsError('NoSuchPublicAccessBlockConfiguration', 404, message, { AccountId: account });
}
