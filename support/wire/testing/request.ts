import type { Payload } from '../../aws/operations.ts';
import type { HttpRequest } from '../http.ts';

/** A request in a test's short form: `PUT /b/k?acl`, with header names in lower case. */
export function request(
  line: string,
  headers: Readonly<Record<string, string>> = {},
  duplicated: readonly string[] = [],
): HttpRequest {
  const space = line.indexOf(' ');
  return {
    method: line.slice(0, space),
    target: line.slice(space + 1),
    headers: { host: 'localhost:4566', ...headers },
    duplicated,
    body: nothing(),
    sourceIp: '127.0.0.1',
    secure: false,
  };
}

async function* nothing(): Payload {}

/** The error of a call, as `code: message`. Throws if the call does not throw an AwsError. */
export function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof Error && error.name === 'AwsError' && 'code' in error)
      return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error('nothing was refused');
}
