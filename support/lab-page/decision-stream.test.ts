import { expect, test } from '@jest/globals';
import type { DecisionReport } from '../gateway/record/decision-report.ts';
import { decisionStream } from './decision-stream.ts';

function requestsNamed(ids: readonly string[]): readonly DecisionReport[] {
  return ids.map((id) => ({ id, time: '', decisions: [], response: { status: 200 } }));
}

function streamOf(ids: string[], more: Partial<Parameters<typeof decisionStream>[0]> = {}) {
  return decisionStream({
    lab: 'lab-1',
    requests: (after) => requestsNamed(ids.slice(ids.indexOf(after ?? '') + 1)),
    row: ({ id }) => `<li>${id}</li>`,
    after: undefined,
    signal: new AbortController().signal,
    interval: 1,
    ...more,
  });
}

async function nextOf(stream: AsyncGenerator<Uint8Array>): Promise<string> {
  const { value } = await stream.next();
  return value === undefined ? 'no more' : Buffer.from(value).toString();
}

test('a reader gets what it has not, and then each new request', async () => {
  const ids = ['a', 'b'];
  const stream = streamOf(ids, { after: 'a' });
  expect(await nextOf(stream)).toBe('retry: 2000\n\nevent: lab\ndata: lab-1\n\n');
  expect(await nextOf(stream)).toBe('id: b\ndata: <li>b</li>\n\n');
  ids.push('c', 'd');
  expect(await nextOf(stream)).toBe('id: c\ndata: <li>c</li>\n\nid: d\ndata: <li>d</li>\n\n');
});

test('a reader that was slow gets the newest requests alone', async () => {
  const stream = streamOf(Array.from({ length: 10_000 }, (_, index) => `request-${index}`));
  await stream.next();
  const events = (await nextOf(stream)).match(/^id: .*$/gm);
  expect(events).toHaveLength(50);
  expect(events?.at(-1)).toBe('id: request-9999');
});

test('a request without a row that the reader wants sends nothing, and is not looked at again', async () => {
  const ids = ['a', 'b'];
  const asked: string[] = [];
  const row = ({ id }: DecisionReport) => {
    asked.push(id);
    return id === 'b' ? '' : id;
  };
  const stream = streamOf(ids, { row, heartbeat: 3 });
  await stream.next();
  expect(await nextOf(stream)).toBe('id: a\ndata: a\n\n');
  expect(await nextOf(stream)).toBe(': the lab is quiet\n\n');
  expect(asked).toEqual(['a', 'b']);
});

test('a quiet lab sends comments, so that a reader that has gone is noticed', async () => {
  const stream = streamOf([], { heartbeat: 3 });
  await stream.next();
  expect(await nextOf(stream)).toBe(': the lab is quiet\n\n');
});

test('the stream ends when the lab does', async () => {
  const closing = new AbortController();
  const stream = streamOf([], { signal: closing.signal, interval: 60_000 });
  await stream.next();
  const next = nextOf(stream);
  closing.abort();
  expect(await next).toBe('event: end\ndata: \n\n');
  expect(await nextOf(stream)).toBe('no more');
});

test('a line break in a row or in an id begins no other field', async () => {
  const stream = streamOf(['x\nevent: y'], { row: () => 'one\r\nid: two' });
  await stream.next();
  expect(await nextOf(stream)).toBe('id: xevent: y\ndata: one\ndata: id: two\n\n');
});
