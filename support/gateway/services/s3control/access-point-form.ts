import { AwsError } from '../../../aws/aws-error.ts';
import { notImplemented } from '../../../aws/not-implemented.ts';
import type { Input } from '../../../aws/operations.ts';

/** The name of an access point. Source: Amazon S3 user guide, "Naming rules for access points". */
const NAME = /^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/;

const SETTINGS = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;

/** Refuses a name that no access point can have. Throws InvalidRequest, and NotImplemented for S3 on Outposts. */
export function checkAccessPointName({ Name = '' }: { readonly Name?: string | undefined }): void {
  if (Name.startsWith('arn:')) throw notImplemented('access points of S3 on Outposts');
  if (!NAME.test(Name) || Name.endsWith('-s3alias'))
    throw new AwsError('InvalidRequest', 400, 'Your Amazon S3 AccessPoint name is invalid');
}

/**
 * Refuses an access point that keyhole does not serve. Throws NotImplemented and InvalidRequest.
 *
 * Source: Amazon S3 API reference, CreateAccessPoint.
 * Undocumented: the value of a setting of Block Public Access that a request leaves out beside others. All four have to be stated, or none.
 */
export function checkNewAccessPoint(input: Input<'s3control', 'CreateAccessPoint'>): void {
  checkAccessPointName(input);
  const { Bucket = '', BucketAccountId, Scope, Tags = [] } = input;
  if (Bucket.includes(':')) throw notImplemented('access points of S3 on Outposts');
  if (Scope !== undefined) throw notImplemented('access points of directory buckets');
  if (Tags.length > 0) throw notImplemented('tags of access points');
  if (BucketAccountId !== undefined && !/^\d{12}$/.test(BucketAccountId))
    throw new AwsError('InvalidRequest', 400, `The account id ${BucketAccountId} is not valid.`);
  const block = input.PublicAccessBlockConfiguration;
  if (block !== undefined && SETTINGS.some((setting) => block[setting] === undefined))
    throw notImplemented('an access point that states some settings of Block Public Access and not all four');
  if (input.VpcConfiguration !== undefined && !/^vpc-[0-9a-z]+$/.test(input.VpcConfiguration.VpcId ?? ''))
    throw new AwsError('InvalidRequest', 400, 'The VPC id is not valid');
}
