import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { type Sink, streamSink } from './terminal-sink.ts';
import { Watcher } from './watcher.ts';

/** A sink that takes a number of bytes at a time, and only when it is told to. */
function slowSink(atOnce: number) {
  const taken: Buffer[] = [];
  let room = 0;
  let ready: (() => void) | undefined;
  const sink: Sink = {
    write(bytes) {
      const now = bytes.subarray(0, room);
      room -= now.length;
      taken.push(Buffer.from(now));
      return bytes.subarray(now.length);
    },
    whenReady: (callback) => {
      ready = callback;
    },
  };
  const read = () => {
    room = atOnce;
    const callback = ready;
    ready = undefined;
    callback?.();
    return callback !== undefined;
  };
  return { sink, read, text: () => Buffer.concat(taken).toString() };
}

describe('a watcher', () => {
  test('writes everything in order to a sink that takes a little at a time', () => {
    const slow = slowSink(3);
    const watcher = new Watcher(slow.sink);
    for (const line of ['first\n', 'second\n', 'third ✗\n']) watcher.write(line);
    watcher.flush();
    while (slow.read());
    expect(slow.text()).toBe('first\nsecond\nthird ✗\n');
  });

  test('leaves out what a sink that takes nothing has no room for, and says how much', () => {
    const slow = slowSink(1_000_000);
    const watcher = new Watcher(slow.sink);
    const line = `${'x'.repeat(999)}\n`;
    for (let i = 0; i < 5000; i++) watcher.write(line);
    watcher.flush();
    while (slow.read());
    const lines = slow.text().trimEnd().split('\n');
    expect(lines.length).toBeLessThan(270);
    expect(lines.at(-1)).toBe(
      `… ${5000 - lines.length + 1} requests are not shown, since the output is too slow`,
    );
    watcher.write('later\n');
    watcher.flush();
    expect(slow.text()).toMatch(/too slow\nlater\n$/);
  });

  test('shows a text that is larger than its queue, if nothing waits', () => {
    const slow = slowSink(1_000_000);
    slow.read();
    const watcher = new Watcher(slow.sink);
    watcher.write('y'.repeat(400_000));
    watcher.flush();
    while (slow.read());
    expect(slow.text()).toHaveLength(400_000);
  });

  test('does not fill a stream without a reader', () => {
    const stream = new PassThrough({ highWaterMark: 1000 });
    const watcher = new Watcher(streamSink(stream));
    for (let i = 0; i < 5000; i++) watcher.write(`${'x'.repeat(99)}\n`);
    watcher.flush();
    expect(stream.readableLength + stream.writableLength).toBeLessThan(40_000);
  });

  test('writes the texts of one turn together, at the end of the turn', async () => {
    const pieces: string[] = [];
    const sink: Sink = {
      write(bytes) {
        pieces.push(Buffer.from(bytes).toString());
        return new Uint8Array();
      },
      whenReady: () => {},
    };
    const watcher = new Watcher(sink);
    for (const line of ['one\n', 'two\n']) watcher.write(line);
    expect(pieces).toEqual([]);
    await new Promise((resolve) => setImmediate(resolve));
    watcher.write('three\n');
    await new Promise((resolve) => setImmediate(resolve));
    expect(pieces).toEqual(['one\ntwo\n', 'three\n']);
  });
});
