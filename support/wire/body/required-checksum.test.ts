import { describe, expect, test } from '@jest/globals';
import { parseTarget } from '../request-head.ts';
import { route } from '../routing/route.ts';
import { request } from '../testing/request.ts';
import { requireChecksum } from './required-checksum.ts';

const required = (line: string, headers: Record<string, string>) => () => {
  const head = parseTarget(request(line, headers));
  requireChecksum(route(head, 's3'), head);
};

describe('A checksum', () => {
  test('is required to delete many objects', () => {
    expect(required('POST /bucket?delete', {})).toThrow(
      expect.objectContaining({
        code: 'InvalidRequest',
        status: 400,
        message: 'Missing required header for this request: Content-MD5',
      }),
    );
  });

  test.each<Record<string, string>>([
    { 'content-md5': '1B2M2Y8AsgTpgAmY7PhCfg==' },
    { 'x-amz-checksum-crc32': 'AAAAAA==' },
    { 'x-amz-trailer': 'x-amz-checksum-crc32' },
  ])('may be of any algorithm: %j', (headers) => {
    expect(required('POST /bucket?delete', headers)).not.toThrow();
  });

  test('is not required for other requests', () => {
    expect(required('PUT /bucket/key', {})).not.toThrow();
  });
});
