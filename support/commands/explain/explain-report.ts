import { styleText } from 'node:util';
import { placeOfStatement } from '../../authorization/statement-source.ts';
import type {
  DecisionReport,
  DenialReport,
  PermissionReport,
  StatementReport,
} from '../../gateway/record/decision-report.ts';
import { outputWidth, printable, wrapLines } from '../../terminal/wrap-lines.ts';
import { consideredLines } from './considered-table.ts';
import { hasReason, type RecordedDecision } from './recorded-decision.ts';

/**
 * A recorded decision for a terminal: the caller and the request, each permission in order, and why the last was
 * denied.
 */
export function explainReport(decision: RecordedDecision): string {
  const { response, undecidable, decisions, wouldBe } = decision;
  const lines = [...originLines(decision), ...requestLines(decision)];
  for (const permission of decisions) lines.push('', ...permissionLines(permission));
  if (decisions.length === 0 && response.code !== undefined)
    lines.push('', ...styled('dim', `no permission was decided: ${before(decision)}`, 2));
  if (wouldBe !== undefined)
    lines.push('', ...styled('yellow', 'would be denied: soft mode let this request through', 2));
  if (undecidable !== undefined)
    lines.push('', ...styled('yellow', `keyhole cannot decide this: ${undecidable}`, 2));
  if (response.code !== undefined) {
    const { status, code, message, detail, members = {}, stage, why, remedy } = response;
    if (stage === 'state' && undecidable === undefined)
      lines.push(
        '',
        ...styled(
          'dim',
          'all permissions were allowed; a document or the state of a resource was refused',
          2,
        ),
      );
    lines.push('', ...styled('dim', `the answer was ${status} ${code}: ${message ?? ''}`, 2));
    for (const [name, value] of Object.entries(members))
      lines.push(...styled('yellow', `${name}: ${value}`, 2));
    if (detail !== undefined) lines.push(...styled('yellow', `the document: ${detail}`, 2));
    if (why !== undefined) lines.push(...styled('yellow', `why: ${why}`, 2));
    if (remedy !== undefined) lines.push(...styled('green', `remedy: ${remedy}`, 2));
  }
  return `${lines.join('\n')}\n`;
}

/** The words for a request that was refused before any permission was decided. */
function before({ response: { stage }, undecidable }: RecordedDecision): string {
  if (stage === undefined || undecidable !== undefined) return 'the request was refused before';
  return stage === 'reading'
    ? 'the request was refused while it was read and its sender found out'
    : 'the request was refused for its form';
}

/** One permission for a terminal, with the statements that allow it, or the reason of its denial. */
export function permissionLines({
  action,
  resource,
  resourceName,
  alias,
  allowedBy,
  denial,
  assumption,
}: PermissionReport): readonly string[] {
  const mark = denial === undefined ? styleText('green', '✓') : styleText('red', '✗');
  const [first = '', ...more] = wrapLines(`${action} on ${resourceName}`, outputWidth() - 4);
  const head = [
    `  ${mark} ${styleText('bold', first)}`,
    ...more.map((line) => `    ${styleText('bold', line)}`),
  ];
  const why = denial === undefined ? allowedLines(allowedBy ?? []) : denialLines(denial);
  return [
    ...head,
    ...aliasLines(resource, alias),
    ...why,
    ...(assumption === undefined ? [] : styled('yellow', assumption, 6)),
  ];
}

/** The key that an alias stood for: an alias is looked up in the caller's account, unless an ARN names another. */
function aliasLines(resource: string, alias: string | undefined): readonly string[] {
  if (alias === undefined) return [];
  const [account, key] = resource.split(':').slice(4);
  return styled('dim', `the request named ${alias}, which is ${key} of account ${account}`, 6);
}

/** The last refusals for a terminal, each with its decision id and its reason. */
export function denialList(decisions: readonly RecordedDecision[]): string {
  const lines = decisions.filter(hasReason).flatMap((decision) => {
    const { caller, operation, wouldBe } = decision;
    const denied = decision.decisions.find(({ denial }) => denial !== undefined);
    const sentence = denied?.denial?.sentence ?? decision.response.why ?? '';
    const softly = wouldBe === undefined ? '' : 'let through by soft mode; else ';
    const what = `${caller ?? 'an unknown caller'} · ${operation ?? 'a request'}: ${softly}${sentence}`;
    return [...titleLines(decision), ...styled('none', what, 2)];
  });
  return `${lines.join('\n')}\n`;
}

/** The id and the place of the request, on one line if it is wide enough. */
function titleLines({ id, origin }: RecordedDecision): readonly string[] {
  const title = styleText('bold', printable(id));
  if (origin === undefined) return [title];
  const where = printable([...origin.outcomes, `${origin.feature}:${origin.line}`].join('  '));
  if (id.length + 2 + where.length > outputWidth()) return [title, ...styled('dim', where, 2)];
  return [`${title}  ${styleText('dim', where)}`];
}

function originLines({ origin }: RecordedDecision): readonly string[] {
  if (origin === undefined) return [];
  const text = [...origin.outcomes, `${origin.feature}:${origin.line}`, origin.example].join(' · ');
  return styled('dim', text, 0);
}

function requestLines({
  id,
  time,
  service,
  operation,
  region,
  caller,
  principal,
}: DecisionReport): readonly string[] {
  const what =
    [service, operation].filter((word) => word !== undefined).join(' ') ||
    'a request that was not understood';
  const who = caller ?? 'an unknown caller';
  const lines = styled('bold', `${who} · ${what}${region === undefined ? '' : ` · ${region}`}`, 0);
  const arn = principal === undefined || principal === caller ? '' : `${principal} · `;
  return [...lines, ...styled('dim', `${arn}${time} · ${id}`, 0)];
}

function allowedLines(statements: readonly StatementReport[]): readonly string[] {
  if (statements.length === 0)
    return styled('none', 'allowed to the root user of the account that owns the resource', 6);
  return statements.flatMap((statement) => [
    ...placeLines(statement, 'allowed by'),
    ...(statement.note === undefined ? [] : styled('yellow', statement.note, 18)),
  ]);
}

function denialLines({ sentence, remedy, explicit, nearest, considered }: DenialReport): readonly string[] {
  const lines = [...styled('red', sentence, 6)];
  if (nearest !== undefined) lines.push(...placeLines(nearest, explicit ? 'denied by ' : 'nearest   '));
  if (remedy !== undefined) lines.push(...styled('green', `remedy: ${remedy}`, 6));
  if (considered.length > 0) lines.push('', ...consideredLines(considered));
  return lines;
}

/** `nearest    scenarios/…/key-policy.json:12  the statement "…" of …` */
function placeLines({ statement, policy, layer, source }: StatementReport, label: string): readonly string[] {
  const what = layer === 'grant' ? policy : `${statement} of ${policy}`;
  const place = source === undefined ? '' : `${placeOfStatement(source)}  `;
  const indent = label.length + 8;
  const [first = '', ...more] = wrapLines(`${place}${what}`, outputWidth() - indent);
  return [`      ${styleText('dim', label)}  ${first}`, ...more.map((line) => ' '.repeat(indent) + line)];
}

function styled(style: Parameters<typeof styleText>[0], text: string, indent: number): readonly string[] {
  return wrapLines(text, outputWidth() - indent).map((line) => ' '.repeat(indent) + styleText(style, line));
}
