import type { S3Client } from '@aws-sdk/client-s3';
import { expect, jest } from '@jest/globals';
import { EmbeddedStore } from '../../stores/embedded/embedded-store.ts';
import { answerOf } from './lab-under-test.ts';

type Command = Parameters<S3Client['send']>[0];

/**
 * For tests: the gateway's answer to a request that must not reach a store, with these headers beside the SDK's own.
 * The test fails if a store was asked to perform anything.
 */
export async function refusedBeforeStore(
  s3: S3Client,
  command: object,
  headers: Readonly<Record<string, string>> = {},
): Promise<string> {
  const made = command as Command;
  made.middlewareStack.add(
    (next) => (args) => {
      const { request } = args as unknown as { readonly request: { readonly headers: object } };
      Object.assign(request.headers, headers);
      return next(args);
    },
    { step: 'build' },
  );
  const send = jest.spyOn(EmbeddedStore.prototype, 'send');
  const perform = jest.spyOn(EmbeddedStore.prototype, 'perform');
  try {
    const answer = await answerOf(s3.send(made));
    expect([...send.mock.calls, ...perform.mock.calls]).toEqual([]);
    return answer;
  } finally {
    send.mockRestore();
    perform.mockRestore();
  }
}
