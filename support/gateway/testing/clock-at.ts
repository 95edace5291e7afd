import { jest } from '@jest/globals';

/** For tests: lets keyhole see another time. Timers and sockets go on by the real one. */
export function clockAt(now: number | Date): void {
  jest.useFakeTimers({
    now,
    doNotFake: [
      'setImmediate',
      'setTimeout',
      'nextTick',
      'setInterval',
      'queueMicrotask',
      'clearTimeout',
      'clearInterval',
      'clearImmediate',
      'hrtime',
      'performance',
    ],
  });
}
