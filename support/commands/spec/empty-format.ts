import type { EventEmitter } from 'node:events';
import type { IFormatterOptions } from '@cucumber/cucumber';
import type { Envelope } from '@cucumber/messages';

/**
 * A format of cucumber that writes nothing. Cucumber needs a format, and holds the results and attachments of all examples for those of
 * its own. None of these is in use, so this one forgets each example that has ended.
 */
class EmptyFormat {
  constructor({ eventBroadcaster, eventDataCollector }: IFormatterOptions) {
    const attempts: unknown = Reflect.get(eventDataCollector, 'testCaseAttemptDataMap');
    if (typeof attempts !== 'object' || attempts === null) return;
    const broadcaster: EventEmitter = eventBroadcaster;
    broadcaster.on('envelope', ({ testCaseFinished }: Envelope) => {
      if (testCaseFinished !== undefined)
        Reflect.deleteProperty(attempts, testCaseFinished.testCaseStartedId);
    });
  }

  /** Cucumber waits for this at the end of a run. */
  async finished(): Promise<void> {}
}

// biome-ignore lint/style/noDefaultExport: cucumber takes the default export of a format
export { EmptyFormat as default };
