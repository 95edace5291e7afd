import type { FormatterPluginContext, PluginCleanup } from '@cucumber/cucumber/api';
import { useSettledPaths } from '../scenario/document/scenario-folder.ts';
import { settingsHere } from '../settings/settings.ts';
import { runRecordOf } from './record/run-record-of.ts';
import { RunRecorder } from './record/run-recorder.ts';
import { siteOf } from './site/site-of.ts';
import { writeSite } from './write-site.ts';

/** Cucumber recognizes a formatter by this export and the next. */
export const type = 'formatter';

/**
 * A formatter for cucumber's own command: `--format keyhole/docs:site/run.json` writes the record of the run to that file,
 * and the site beside it. Without a file, it prints the record.
 */
export function formatter({ on, write, directory }: FormatterPluginContext<unknown>): PluginCleanup {
  const recorder = new RunRecorder();
  on('message', (message) => recorder.add(message));
  return async () => {
    useSettledPaths(await settingsHere());
    const record = await runRecordOf(recorder, {
      store: { kind: 'embedded' },
      interrupted: false,
      selection: { paths: [] },
      earlier: [],
    });
    write(JSON.stringify(record));
    if (directory !== undefined) await writeSite(siteOf([record], { repeat: 'npx cucumber-js' }), directory);
  };
}
