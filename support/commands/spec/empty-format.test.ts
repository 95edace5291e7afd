import { EventEmitter } from 'node:events';
import type { IFormatterOptions } from '@cucumber/cucumber';
import { expect, test } from '@jest/globals';
import EmptyFormat from './empty-format.ts';

test('the results of an example are forgotten once it has ended', () => {
  const eventBroadcaster = new EventEmitter();
  const eventDataCollector = { testCaseAttemptDataMap: { a: {}, b: {} } };
  new EmptyFormat({ eventBroadcaster, eventDataCollector } as unknown as IFormatterOptions);
  eventBroadcaster.emit('envelope', { testCaseStarted: { id: 'c' } });
  eventBroadcaster.emit('envelope', { testCaseFinished: { testCaseStartedId: 'a' } });
  expect(Object.keys(eventDataCollector.testCaseAttemptDataMap)).toEqual(['b']);
});
