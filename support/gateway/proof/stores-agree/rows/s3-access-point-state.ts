import { requestsOf } from '../request.ts';

/** For tests: an access point of the bucket, with its alias and its ARN. */
export const withAccessPoint = [
  requestsOf('s3control')(
    'CreateAccessPoint',
    { AccountId: '{account}', Name: 'point-{n}', Bucket: '{bucket}' },
    { keep: { point: 'Alias', pointArn: 'AccessPointArn' } },
  ),
];
