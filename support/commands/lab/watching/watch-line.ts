import { styleText } from 'node:util';
import type { DecisionReport, PermissionReport } from '../../../gateway/record/decision-report.ts';
import { printable, wrapLines } from '../../../terminal/wrap-lines.ts';
import { permissionLines } from '../../explain/explain-report.ts';

/** The margin of a result that stands below its request: the width of the time and the mark. */
const INDENT = ' '.repeat('00:00:00 ✗ '.length);

/** How the requests to a lab are shown while they happen. */
export interface WatchForm {
  /** Shows the considered statements below each denial. */
  readonly explain?: boolean | undefined;
  /** Shows the requests of one result only. */
  readonly only?: 'denied' | undefined;
  /** Prints each request as a line of JSON. */
  readonly json?: boolean | undefined;
  /** The columns of the terminal; without it, a request is one line. */
  readonly width?: number | undefined;
}

/**
 * The text for one request, with its line break: time, caller, operation, resource, result and decision id. Undefined if the
 * form leaves the request out.
 */
export function watchText(report: DecisionReport, form: WatchForm): string | undefined {
  if (form.only === 'denied' && !wasDenied(report)) return undefined;
  if (form.json === true) return `${JSON.stringify(report)}\n`;
  const denials = form.explain === true ? report.decisions.filter(({ denial }) => denial !== undefined) : [];
  return [...watchLines(report, form.width), ...denials.flatMap(permissionLines)]
    .map((line) => `${line}\n`)
    .join('');
}

/** True if a permission was denied, or if the request was refused before any permission was decided. */
function wasDenied({ decisions, response }: DecisionReport): boolean {
  return decisions.some(({ denial }) => denial !== undefined) || response.status === 403;
}

/** One line for a request; its result stands below if both are wider than the terminal. */
function watchLines(report: DecisionReport, width = Number.POSITIVE_INFINITY): readonly string[] {
  const { time, caller = 'an unknown caller', operation = 'a request', decisions } = report;
  const resource = decisions[0]?.resourceName;
  const { mark, color, result } = resultOf(report);
  const what = printable(
    resource === undefined ? `${caller}  ${operation}` : `${caller}  ${operation} on ${resource}`,
  );
  const id = printable(report.id);
  const start = `${styled('dim', clock(time))} ${styled(color, mark)} ${what}`;
  if (INDENT.length + `${what}  ${result}  ${id}`.length <= width)
    return [`${start}  ${styled(color, result)}  ${styled('dim', id)}`];
  return [
    start,
    ...wrapLines(`${result} ${id}`, width - INDENT.length).map((line) => INDENT + styled(color, line)),
  ];
}

/** The codes before and after a text of each style. Node.js looks at the terminal and the environment for each text that it styles. */
const codes = new Map<Style, readonly [string, string]>();

function styled(style: Style, text: string): string {
  let around = codes.get(style);
  if (around === undefined) {
    const [before = '', after = ''] = styleText(style, '\n').split('\n');
    around = [before, after];
    codes.set(style, around);
  }
  return around[0] + text + around[1];
}

/** The time of day here: `14:03:27`. */
function clock(time: string): string {
  const date = new Date(time);
  return [date.getHours(), date.getMinutes(), date.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}

type Color = 'green' | 'yellow' | 'red';
type Style = Color | 'dim';

interface Result {
  readonly mark: string;
  readonly color: Color;
  readonly result: string;
}

function resultOf({ decisions, response, undecidable, wouldBe }: DecisionReport): Result {
  const { status, code } = response;
  const denied = decisions.find(({ denial }) => denial !== undefined);
  if (denied !== undefined && wouldBe !== undefined && code !== 'AccessDenied') {
    const after = code === undefined ? '' : `, then ${status} ${printable(code)}`;
    return {
      mark: '!',
      color: 'yellow',
      result: `soft mode let it through${after}: ${deniedBy(denied)}`,
    };
  }
  if (denied !== undefined) return { mark: '✗', color: 'red', result: deniedBy(denied) };
  const answer = printable(code === undefined ? String(status) : `${status} ${code}`);
  if (undecidable !== undefined || status >= 500) return { mark: '?', color: 'yellow', result: answer };
  if (status >= 400) return { mark: '!', color: 'yellow', result: answer };
  return { mark: '✓', color: 'green', result: 'allowed' };
}

function deniedBy({ denial, action }: PermissionReport): string {
  return printable(denial?.sentence ?? `denied: ${action}`);
}
