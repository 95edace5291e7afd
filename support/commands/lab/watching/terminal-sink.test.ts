import { PassThrough, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { streamSink } from './terminal-sink.ts';
import { Watcher } from './watcher.ts';

/** An output whose reader has ended. As the standard output of Node.js, it is never destroyed, and each write fails again. */
function withoutReader(highWaterMark = 16_384) {
  const failed: string[] = [];
  const stream = new Writable({
    ...{ autoDestroy: false, emitClose: false, highWaterMark },
    write(chunk, _, done) {
      failed.push(String(chunk));
      process.nextTick(done, Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));
    },
  });
  return { stream, failed };
}

describe('a stream as a sink', () => {
  test('gets no more text once its reader has ended', async () => {
    const { stream, failed } = withoutReader();
    const sink = streamSink(stream);
    for (const line of ['first', 'second', 'third']) {
      expect(sink.write(Buffer.from(line))).toHaveLength(0);
      await setImmediate();
    }
    expect(failed).toEqual(['first']);
  });

  test('drops what waits for a reader that ends', async () => {
    const { stream, failed } = withoutReader(4);
    const watcher = new Watcher(streamSink(stream));
    for (let i = 0; i < 400; i++) watcher.write('x'.repeat(1024));
    expect(watcher.isFull).toBe(true);
    await setImmediate();
    expect(watcher.isFull).toBe(false);
    expect(failed).toHaveLength(1);
  });

  test.each([
    ['without an error', undefined],
    ['with an error', new Error('the disk is gone')],
  ])('drops text once it is destroyed %s', async (_, error) => {
    const stream = new PassThrough({ highWaterMark: 4 });
    const sink = streamSink(stream);
    expect(sink.write(Buffer.from('fills it'))).toHaveLength(0);
    expect(sink.write(Buffer.from('waits'))).toHaveLength(5);
    const ready = new Promise<void>((resolve) => sink.whenReady(resolve));
    stream.destroy(error);
    await ready;
    expect(sink.write(Buffer.from('waits'))).toHaveLength(0);
  });

  test('tells once that it takes more', async () => {
    const stream = new PassThrough({ highWaterMark: 4 });
    const sink = streamSink(stream);
    sink.write(Buffer.from('fills it'));
    let times = 0;
    sink.whenReady(() => times++);
    stream.resume();
    await setImmediate();
    stream.destroy();
    await setImmediate();
    expect(times).toBe(1);
    expect(stream.eventNames().filter((name) => stream.listenerCount(name) > 3)).toEqual([]);
  });
});
