import { AwsError } from '../../../aws/aws-error.ts';
import { notImplemented } from '../../../aws/not-implemented.ts';
import type { Input, Operation } from '../../../aws/operations.ts';
import { checkTags } from '../../../aws/s3-tags.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { checkPublicAccessBlock } from '../s3/input-checks/bucket-configurations.ts';
import { checkAccessPointName, checkNewAccessPoint } from './access-point-form.ts';
import { accountNamed } from './account-named.ts';
import { bucketNamed } from './bucket-named.ts';

type Checks = {
  readonly [O in Operation<'s3control'>]?: (input: Input<'s3control', O>) => void;
};

const checks: Checks = {
  CreateAccessPoint: checkNewAccessPoint,
  DeleteAccessPoint: checkAccessPointName,
  DeleteAccessPointPolicy: checkAccessPointName,
  GetAccessPoint: checkAccessPointName,
  GetAccessPointPolicy: checkAccessPointName,
  GetAccessPointPolicyStatus: checkAccessPointName,
  ListAccessPoints: ({ DataSourceId, DataSourceType }) => {
    if (DataSourceId !== undefined || DataSourceType !== undefined)
      throw notImplemented('access points of other data sources than buckets');
  },
  ListTagsForResource: bucketNamed,
  PutAccessPointPolicy: checkAccessPointName,
  PutPublicAccessBlock: checkPublicAccessBlock,
  TagResource: ({ ResourceArn, Tags = [] }) => {
    bucketNamed({ ResourceArn });
    checkTags(Tags, 'bucket');
    if (Tags.length === 0) throw notImplemented('TagResource without a tag');
  },
  UntagResource: ({ ResourceArn, TagKeys = [] }) => {
    bucketNamed({ ResourceArn });
    if (TagKeys.length === 0) throw notImplemented('UntagResource without a key');
  },
};

/**
 * Refuses a request to S3 Control for its own form. Its account id may be malformed, or differ from that in the host name.
 * A signature may be missing, and settings may be malformed. Throws AwsError.
 */
export function checkS3controlInput({ operation, input, facts }: CallFacts<'s3control'>): void {
  if (facts.principal.type === 'Anonymous') throw new AwsError('AccessDenied', 403, 'Access Denied');
  const account = accountNamed(input);
  if (!/^\d{12}$/.test(account)) throw invalid(`The account id ${account} is not valid.`);
  const inHost = /^(\d{12})\./.exec(facts.http.headers.host ?? '')?.[1];
  if (inHost !== undefined && inHost !== account)
    throw invalid(`The host name has the account id ${inHost}, and x-amz-account-id has ${account}.`);
  // The operation says which of S3 Control's inputs this is.
  const check = checks[operation] as ((input: object) => void) | undefined;
  check?.(input);
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidRequest', 400, message);
}
