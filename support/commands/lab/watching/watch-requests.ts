import type { DecisionRecord } from '../../../gateway/record/decision-log.ts';
import { type Describing, decisionReport } from '../../../gateway/record/decision-report.ts';
import { outputWidth } from '../../../terminal/wrap-lines.ts';
import { standardOutput, streamSink } from './terminal-sink.ts';
import { type WatchForm, watchText } from './watch-line.ts';
import { Watcher } from './watcher.ts';

/** Shows the requests to a lab, once it has begun. */
export interface RequestWatcher {
  /** Shows a request. It does nothing before `begin`, and it never throws. */
  readonly tell: (record: DecisionRecord) => void;
  readonly begin: () => void;
  /** Shows no requests until a change of the lab has ended: those that set its policies are its own. */
  readonly without: <T>(change: () => Promise<T>) => Promise<T>;
}

/** The form of the lines, and the command that the standard output belongs to, if any. */
interface WatchOptions extends WatchForm {
  readonly quiet?: boolean | undefined;
  readonly run?: string | undefined;
}

/**
 * Shows each request to a lab as it happens, on the standard output. If a command runs in the lab, the standard output is its
 * own. Requests are then shown on the standard error output, and only if an option asks for them.
 */
export function watchRequests(options: WatchOptions, describing: () => Describing): RequestWatcher {
  const { run, explain, only, json } = options;
  const isAsked = run === undefined || explain === true || only !== undefined || json === true;
  let watcher: Watcher | undefined;
  let changes = 0;
  return {
    begin() {
      if (options.quiet === true || !isAsked) return;
      const output = new Watcher(run === undefined ? standardOutput() : streamSink(process.stderr));
      process.once('exit', () => output.flush());
      watcher = output;
    },
    async without(change) {
      changes++;
      try {
        return await change();
      } finally {
        changes--;
      }
    },
    tell(record) {
      if (watcher === undefined || changes > 0) return;
      try {
        const text = watcher.isFull
          ? ''
          : watchText(decisionReport(record, describing()), { ...options, width: widthOf(run) });
        if (text !== undefined) watcher.write(text);
      } catch (error) {
        console.error(error);
      }
    },
  };
}

/** The columns of the terminal that shows the requests; undefined for a file or a pipe. */
function widthOf(run: string | undefined): number | undefined {
  const { isTTY } = run === undefined ? process.stdout : process.stderr;
  return isTTY ? outputWidth() : undefined;
}
