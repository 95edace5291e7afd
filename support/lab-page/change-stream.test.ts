import { expect, test } from '@jest/globals';
import { changeStream } from './change-stream.ts';

async function nextOf(stream: AsyncGenerator<Uint8Array>): Promise<string> {
  const { value } = await stream.next();
  return value === undefined ? 'no more' : Buffer.from(value).toString();
}

function streamOf(value: { version: string; text: string }, more: object = {}) {
  const reads: string[] = [];
  const stream = changeStream({
    lab: 'lab-1',
    version: () => value.version,
    async read() {
      reads.push(value.version);
      return { id: value.text, data: `${value.text}!` };
    },
    after: 'one',
    signal: new AbortController().signal,
    interval: 1,
    heartbeat: 3,
    ...more,
  });
  return { stream, reads };
}

test('a reader gets a value that it does not have, and each change of it once', async () => {
  const value = { version: '1', text: 'one' };
  const { stream, reads } = streamOf(value);
  expect(await nextOf(stream)).toBe('retry: 2000\n\nevent: lab\ndata: lab-1\n\n');
  expect(await nextOf(stream)).toBe(': the lab is quiet\n\n');
  value.version = '2';
  expect(await nextOf(stream)).toBe(': the lab is quiet\n\n');
  Object.assign(value, { version: '3', text: 'two' });
  expect(await nextOf(stream)).toBe('id: two\ndata: two!\n\n');
  // The value is read again only in another version.
  expect(reads).toEqual(['1', '2', '3']);
});

test('a reader with an older value gets the newest at once', async () => {
  const { stream } = streamOf({ version: '1', text: 'two' });
  await stream.next();
  expect(await nextOf(stream)).toBe('id: two\ndata: two!\n\n');
});

test.each(['end', 'renewed'])('the last words of the stream are %p', async (why) => {
  const closing = new AbortController();
  const { stream } = streamOf({ version: '1', text: 'one' }, { signal: closing.signal, interval: 60_000 });
  await stream.next();
  const next = nextOf(stream);
  closing.abort(why);
  expect(await next).toBe(`event: ${why}\ndata: \n\n`);
  expect(await nextOf(stream)).toBe('no more');
});
