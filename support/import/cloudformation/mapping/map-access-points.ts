import { knownOrNone } from '../../world/known-or-denying.ts';
import { unknownResourcePolicy } from '../../world/stand-in-policies.ts';
import { valueOfResource } from '../resource-values.ts';
import { publicAccessOf } from './map-buckets.ts';
import { knownName, type Mapper, ownedBy } from './mapped-resource.ts';

const LEFT_OUT = 'the access point is left out: requests through it are missing here';

const accessPoint: Mapper = (resource) => {
  const { reader, builder } = resource;
  reader.raw('Name');
  const name = knownName(resource, valueOfResource(resource, undefined) as string);
  const arn = String(valueOfResource(resource, 'Arn'));
  const bucket = reader.text('Bucket', LEFT_OUT);
  const told = { place: reader.placeOf('Policy'), gaps: builder.gaps };
  const policy = knownOrNone(reader.raw('Policy'), unknownResourcePolicy('s3', arn), told);
  const vpcConfiguration = reader.within('VpcConfiguration');
  const vpc = vpcConfiguration.text('VpcId', 'requests may come from the internet here');
  vpcConfiguration.finish();
  const publicAccess = publicAccessOf(reader);
  reader.ignore('BucketAccountId', 'PolicyStatus');
  if (name === undefined || bucket === undefined) return;
  builder.accessPoints.push({ ...ownedBy(resource), name, bucket, policy, vpc, publicAccess });
};

/** The type of access points of S3. */
export const accessPointTypes: Readonly<Record<string, Mapper>> = { 'AWS::S3::AccessPoint': accessPoint };
