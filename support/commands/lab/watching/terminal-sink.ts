import { constants, openSync, writeSync } from 'node:fs';
import type { Writable } from 'node:stream';

/** Something that takes text without waiting for its reader. */
export interface Sink {
  /** Takes what it can of a text now, and returns the bytes that it has not taken. */
  write(bytes: Uint8Array): Uint8Array;
  /** Calls back once it may take more. */
  whenReady(ready: () => void): void;
}

const NOTHING = new Uint8Array();

/** Milliseconds until a terminal that takes nothing is tried again. */
const PAUSE = 50;

/**
 * The standard output as a sink. Node.js waits for a terminal whenever it writes to it; a terminal that its user has stopped
 * would stop the lab. So a terminal is opened a second time, and written to only as far as it takes text.
 */
export function standardOutput(): Sink {
  if (process.stdout.isTTY && process.platform !== 'win32') {
    try {
      return terminal(openSync('/dev/tty', constants.O_WRONLY | constants.O_NONBLOCK | constants.O_NOCTTY));
    } catch {
      // Without a terminal of its own, the process writes as usual.
    }
  }
  return streamSink(process.stdout);
}

/** A terminal by a descriptor that does not wait. */
function terminal(descriptor: number): Sink {
  return {
    write(bytes) {
      try {
        return bytes.subarray(writeSync(descriptor, bytes));
      } catch (error) {
        if (isBusy(error)) return bytes;
        // The terminal is closed, so the text is dropped.
        return NOTHING;
      }
    },
    whenReady: (ready) => void setTimeout(ready, PAUSE).unref(),
  };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EAGAIN';
}

/**
 * A stream as a sink: it takes a text as a whole, unless it has more than its buffer to write. Once the stream has failed or was
 * destroyed, text is dropped. Node.js keeps a standard output whose reader has ended, as in `keyhole lab | head`, so that each
 * write would fail anew.
 */
export function streamSink(stream: Writable): Sink {
  let hasFailed = false;
  stream.on('error', () => {
    hasFailed = true;
  });
  return {
    write(bytes) {
      if (hasFailed || stream.destroyed) return NOTHING;
      if (stream.writableNeedDrain) return bytes;
      stream.write(bytes);
      return NOTHING;
    },
    whenReady(ready) {
      // A stream that fails or ends is never drained, and takes text to drop it.
      const events = ['drain', 'error', 'close'];
      const once = () => {
        for (const event of events) stream.off(event, once);
        ready();
      };
      for (const event of events) stream.on(event, once);
    },
  };
}
