import { expect, test } from '@jest/globals';
import { parseTarget } from '../request-head.ts';
import { serviceOf } from '../service-of.ts';
import { refusal, request } from '../testing/request.ts';
import { route } from './route.ts';

const arn = 'arn:aws:s3:::records';
const header = { 'x-amz-account-id': '111111111111' };

function routed(line: string) {
  const head = parseTarget(request(line, header));
  return route(head, serviceOf(head));
}

test.each<[string, string, Readonly<Record<string, string>>]>([
  ['GET /v20180820/configuration/publicAccessBlock', 'GetPublicAccessBlock', {}],
  ['PUT /v20180820/configuration/publicAccessBlock', 'PutPublicAccessBlock', {}],
  ['DELETE /v20180820/configuration/publicAccessBlock', 'DeletePublicAccessBlock', {}],
  ['GET /v20180820/accesspoint', 'ListAccessPoints', {}],
  ['GET /v20180820/accesspoint?bucket=records', 'ListAccessPoints', {}],
  ['PUT /v20180820/accesspoint/mine', 'CreateAccessPoint', { Name: 'mine' }],
  ['GET /v20180820/accesspoint/mine/policyStatus', 'GetAccessPointPolicyStatus', { Name: 'mine' }],
  ['GET /v20180820/accesspoint/policy', 'GetAccessPoint', { Name: 'policy' }],
  [`GET /v20180820/tags/${encodeURIComponent(arn)}`, 'ListTagsForResource', { ResourceArn: arn }],
  ['GET /v20180820/tags/arn:aws:s3:::a/b', 'ListTagsForResource', { ResourceArn: 'arn:aws:s3:::a/b' }],
  ['GET /v20180820/mrap/instances/a/b/routes', 'GetMultiRegionAccessPointRoutes', { Mrap: 'a/b' }],
  ['POST /v20180820/async-requests/mrap/create', 'CreateMultiRegionAccessPoint', {}],
])('%s is %s of S3 Control', (line, operation, labels) => {
  expect(routed(line)).toEqual({ service: 's3control', operation, labels });
});

test.each([
  'POST /v20180820/configuration/publicAccessBlock',
  'GET /v20180820/configuration',
  'GET /v20180820/accesspoint/',
  'GET /v20180820/accesspoint/mine/',
  'GET /v20180820/accesspoint/mine/other',
  'GET /v20180820/',
  'GET /v20180820//publicAccessBlock',
])('%s is refused: S3 Control has no such operation', (line) => {
  expect(refusal(() => routed(line))).toContain('MethodNotAllowed');
});
