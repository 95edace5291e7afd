import { styleText } from 'node:util';
import type { DecisionReport, PermissionReport } from '../../../gateway/record/decision-report.ts';
import { printable } from '../../../terminal/wrap-lines.ts';
import { permissionLines } from '../../explain/explain-report.ts';

/** How the requests to a lab are shown while they happen. */
export interface WatchForm {
  /** Shows the considered statements below each denial. */
  readonly explain?: boolean | undefined;
  /** Shows the requests of one result only. */
  readonly only?: 'denied' | undefined;
  /** Prints each request as a line of JSON. */
  readonly json?: boolean | undefined;
}

/**
 * The text for one request, with its line break: time, caller, operation, resource, result and decision id. Undefined if the
 * form leaves the request out.
 */
export function watchText(report: DecisionReport, form: WatchForm): string | undefined {
  if (form.only === 'denied' && !wasDenied(report)) return undefined;
  if (form.json === true) return `${JSON.stringify(report)}\n`;
  const denials = form.explain === true ? report.decisions.filter(({ denial }) => denial !== undefined) : [];
  return [watchLine(report), ...denials.flatMap(permissionLines)].map((line) => `${line}\n`).join('');
}

/** True if a permission was denied, or if the request was refused before any permission was decided. */
function wasDenied({ decisions, response }: DecisionReport): boolean {
  return decisions.some(({ denial }) => denial !== undefined) || response.status === 403;
}

/** One line for a request. */
function watchLine(report: DecisionReport): string {
  const { time, caller = 'an unknown caller', operation = 'a request', decisions, id } = report;
  const resource = decisions[0]?.resourceName;
  const { mark, result } = resultOf(report);
  const what = printable(
    resource === undefined ? `${caller}  ${operation}` : `${caller}  ${operation} on ${resource}`,
  );
  return `${styleText('dim', clock(time))} ${mark} ${what}  ${result}  ${styleText('dim', printable(id))}`;
}

/** The time of day here: `14:03:27`. */
function clock(time: string): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

function resultOf({ decisions, response, undecidable, wouldBe }: DecisionReport): {
  readonly mark: string;
  readonly result: string;
} {
  const { status, code } = response;
  const denied = decisions.find(({ denial }) => denial !== undefined);
  if (denied !== undefined && wouldBe !== undefined && code !== 'AccessDenied') {
    const after = code === undefined ? '' : `, then ${status} ${printable(code)}`;
    return {
      mark: styleText('yellow', '!'),
      result: styleText('yellow', `soft mode let it through${after}: ${deniedBy(denied)}`),
    };
  }
  if (denied !== undefined)
    return { mark: styleText('red', '✗'), result: styleText('red', deniedBy(denied)) };
  const answer = printable(code === undefined ? String(status) : `${status} ${code}`);
  if (undecidable !== undefined || status >= 500)
    return { mark: styleText('yellow', '?'), result: styleText('yellow', answer) };
  if (status >= 400) return { mark: styleText('yellow', '!'), result: styleText('yellow', answer) };
  return { mark: styleText('green', '✓'), result: styleText('green', 'allowed') };
}

function deniedBy({ denial, action }: PermissionReport): string {
  return printable(denial?.sentence ?? `denied: ${action}`);
}
