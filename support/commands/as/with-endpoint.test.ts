import { expect, test } from '@jest/globals';
import { withEndpoint } from './with-endpoint.ts';

const endpoint = 'http://127.0.0.1:4566';

test.each<[string, [string, ...string[]], readonly string[]]>([
  ['the AWS CLI', ['aws', 's3', 'ls'], ['aws', '--endpoint-url', endpoint, 's3', 'ls']],
  ['one of several', ['/usr/bin/aws', 's3', 'ls'], ['/usr/bin/aws', '--endpoint-url', endpoint, 's3', 'ls']],
  [
    'the AWS CLI for S3 Control',
    ['aws', 's3control', 'list-access-points'],
    ['aws', '--endpoint-url', 'http://lab@127.0.0.1:4566', 's3control', 'list-access-points'],
  ],
  [
    'another address',
    ['aws', 's3', 'ls', '--endpoint-url', 'http://a'],
    ['aws', 's3', 'ls', '--endpoint-url', 'http://a'],
  ],
  ['another command', ['terraform', 'apply'], ['terraform', 'apply']],
  ['a command that is named alike', ['aws-vault', 'exec'], ['aws-vault', 'exec']],
])('a command gets the address of the lab if it is the AWS CLI: %s', (_, command, whole) => {
  expect(withEndpoint(command, endpoint)).toEqual(whole);
});
