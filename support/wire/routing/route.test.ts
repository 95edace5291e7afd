import { describe, expect, test } from '@jest/globals';
import type { Service } from '../../aws/operations.ts';
import { parseTarget } from '../request-head.ts';
import { refusal, request } from '../testing/request.ts';
import { route } from './route.ts';

type Headers = Record<string, string>;
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const json = { 'content-type': 'application/x-amz-json-1.1' };

function routed(
  service: Service,
  line: string,
  { headers = {}, body = '', duplicated = [] as string[] } = {},
) {
  return route(parseTarget(request(line, headers as Headers, duplicated)), service, Buffer.from(body));
}

describe('route', () => {
  test('finds KMS operations by their target', () => {
    const headers = { ...json, 'x-amz-target': 'TrentService.GenerateDataKey' };
    expect(routed('kms', 'POST /', { headers })).toEqual({ service: 'kms', operation: 'GenerateDataKey' });
  });

  test.each([
    ['GET /?Action=GetUser&Version=2010-05-08', ''],
    ['POST /', 'Action=GetUser&Version=2010-05-08'],
    ['POST /?Action=GetUser', 'Version=2010-05-08'],
  ])('finds IAM operations by their action: %s', (line, body) => {
    expect(routed('iam', line, { headers: form, body })).toMatchObject({
      service: 'iam',
      operation: 'GetUser',
    });
  });

  test.each([
    ['TrentService.Unheard', {}],
    ['TrentService.', {}],
    ['TrentService.__proto__', {}],
    ['TrentService.toString', {}],
    ['DynamoDB_20120810.GetItem', {}],
    ['TrentService.Decrypt', { 'content-type': 'text/plain' }],
  ])('refuses the target %s', (target, headers) => {
    expect(
      refusal(() => routed('kms', 'POST /', { headers: { ...json, 'x-amz-target': target, ...headers } })),
    ).toContain('UnknownOperationException');
  });

  test('refuses a target on another path or method, sent twice, or missing', () => {
    const headers = { ...json, 'x-amz-target': 'TrentService.Decrypt' };
    expect(refusal(() => routed('kms', 'POST /x', { headers }))).toContain('UnknownOperationException');
    expect(refusal(() => routed('kms', 'GET /', { headers }))).toContain('UnknownOperationException');
    expect(refusal(() => routed('kms', 'POST /', { headers, duplicated: ['x-amz-target'] }))).toContain(
      'Unknown',
    );
    expect(refusal(() => routed('kms', 'POST /', { headers: json }))).toContain('UnknownOperationException');
    expect(refusal(() => routed('s3', 'GET /b01', { headers }))).toContain('UnknownOperationException');
  });

  test.each([
    ['MissingAction', 'POST /', 'Version=2010-05-08'],
    [
      'InvalidAction: Could not find operation Nope for version 2010-05-08',
      'POST /',
      'Action=Nope&Version=2010-05-08',
    ],
    ['InvalidAction', 'POST /', 'Action=GetUser&Version=2011-06-15'],
    [
      'InvalidAction: Could not find operation GetUser for version NO_VERSION_SPECIFIED',
      'POST /',
      'Action=GetUser',
    ],
    ['InvalidAction', 'POST /users', 'Action=GetUser&Version=2010-05-08'],
    ['InvalidAction', 'PUT /?Action=GetUser&Version=2010-05-08', ''],
    ['InvalidAction', 'POST /', 'Action=toString&Version=2010-05-08'],
    ['MalformedInput', 'POST /', 'Action=GetUser&Action=DeleteUser&Version=2010-05-08'],
    ['MalformedInput', 'POST /?Action=GetUser', 'Action=DeleteUser&Version=2010-05-08'],
    ['MalformedInput', 'POST /', 'Action=GetUser&Version=2010-05-08&UserName=a&UserName=b'],
  ])('refuses with %s: %s %s', (refused, line, body) => {
    expect(refusal(() => routed('iam', line, { headers: form, body }))).toContain(refused);
  });
});
