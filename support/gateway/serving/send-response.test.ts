import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { HttpResponse } from '../../wire/http.ts';
import { type Exchange, sendResponse } from './send-response.ts';

/** An exchange whose connection tells what is written to it. */
function exchange(written: (text: string) => void): Exchange {
  const socket = new Socket();
  socket._write = (chunk: string | Uint8Array, _, done) => {
    written(Buffer.from(chunk).toString('latin1'));
    done();
  };
  const incoming = new IncomingMessage(socket);
  const outgoing = new ServerResponse(incoming);
  outgoing.assignSocket(socket);
  return { incoming, outgoing };
}

test('the answers of one turn of the event loop go out one after another at its end', async () => {
  const writes: string[] = [];
  const answers: HttpResponse[] = [
    { status: 200, headers: { 'Content-Length': '3' }, body: 'one' },
    { status: 200, headers: { 'Content-Length': '3' }, body: Buffer.from('two') },
    { status: 204, headers: {} },
  ];
  const exchanges = answers.map(() => exchange((text) => writes.push(text)));
  await Promise.all(answers.map((answer, i) => sendResponse(answer, exchanges[i] as Exchange, 1000)));
  expect(writes).toEqual([]);
  await setImmediate();
  expect(writes.join('')).toMatch(/200 OK[\s\S]+one[\s\S]+200 OK[\s\S]+two[\s\S]+204 No Content/);
});
