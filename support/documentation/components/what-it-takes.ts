import { type Content, type Html, html, joined } from '../html/html.ts';
import type {
  RecordedDenial,
  RecordedPermission,
  RecordedRequest,
  RecordedStatement,
} from '../record/recorded-decision.ts';
import type { RecordedScenario } from '../record/recorded-scenario.ts';
import type { PageContext } from '../site/page-context.ts';
import { mark } from './marks.ts';
import { accountsOf, allowCounts, noneConsidered, refusedWithoutPolicy, type Side, sideOf } from './sides.ts';
import { statementLink, statementWords } from './statement-links.ts';
import { capitalized, worded } from './words.ts';

/** The services, as AWS writes their names. */
const SERVICES: Readonly<Record<string, string>> = {
  s3: 'S3',
  kms: 'KMS',
  iam: 'IAM',
  sts: 'STS',
  dynamodb: 'DynamoDB',
  secretsmanager: 'Secrets Manager',
};

/** The name of a service: `DynamoDB`. */
export function serviceName(service: string): string {
  return SERVICES[service] ?? service;
}

/** A decision with its request. */
interface Shown {
  readonly context: PageContext;
  readonly scenario: RecordedScenario | undefined;
  readonly request: RecordedRequest;
  readonly permission: RecordedPermission;
}

/** The permissions that a request takes, each with its answer and the statements that gave it. */
export function whatItTakes(
  context: PageContext,
  scenario: RecordedScenario | undefined,
  request: RecordedRequest,
): Html {
  const items = request.decisions.map((permission) => takes({ context, scenario, request, permission }));
  return html`<ol class="takes">${items}</ol>`;
}

function takes(shown: Shown): Html {
  const { permission, request } = shown;
  const { action, resourceName, denial, assumption } = permission;
  const answer = denial === undefined ? 'allowed' : 'denied';
  const asked = request.service !== undefined && !action.startsWith(`${request.service}:`);
  return html`<li><span class="answer is-${answer}">${mark(answer)} ${answer}</span><span><span class="perm">${action}</span><br>on ${worded(resourceName)}${asked && `, asked by ${serviceName(request.service ?? '')}`}</span><div>${denial === undefined ? granted(shown) : denied(shown, denial)}${assumption !== undefined && html`<p class="soft">${worded(capitalized(assumption))}</p>`}</div></li>`;
}

function granted(shown: Shown): Html {
  const { context, permission } = shown;
  const { allowedBy = [] } = permission;
  if (allowedBy.length === 0)
    return html`<p>to the root user of the account that owns the resource; no statement is needed</p>`;
  const accounts = accountsOf(shown.scenario, shown.request, permission);
  const bySide = Map.groupBy(allowedBy, ({ layer }) => sideOf(layer));
  const foreign =
    accounts.caller !== undefined && accounts.resource !== undefined && accounts.caller !== accounts.resource;
  if (foreign && bySide.size === 2)
    return bothAccounts(
      shown,
      [...bySide].map(([side, statements]) => ({ side, answer: 'allowed', words: by(context, statements) })),
    );
  return html`<p>${by(context, allowedBy)}</p>`;
}

/** Statements in words, each with its place. */
function by(context: PageContext, statements: readonly RecordedStatement[]): Html {
  const named = statements.map((statement) =>
    statement.source === undefined
      ? statementWords(statement)
      : html`${statementWords(statement)}, ${statementLink(context, statement)}`,
  );
  return html`by ${joined(named, ', and by ')}`;
}

function denied(shown: Shown, denial: RecordedDenial): Html {
  const { context } = shown;
  const { explicit, nearest, considered, crossAccount, layer } = denial;
  if (explicit && nearest !== undefined) return html`<p>${by(context, [nearest])}</p>`;
  const without = refusedWithoutPolicy(layer);
  if (without !== undefined) return html`<p>${without}</p>`;
  if (considered.length === 0) return html`<p>${noneConsidered(layer)}</p>`;
  const near = nearest !== undefined && html`. One comes near: ${statementLink(context, nearest)}`;
  if (!crossAccount || explicit) return html`<p>${joined(allowCounts(considered), '; ')}${near}</p>`;
  const refusing = sideOf(layer);
  const bySide = Map.groupBy(considered, (statement) => sideOf(statement.layer));
  const rows = (['caller', 'resource'] as const).flatMap((side): readonly Gate[] => {
    const statements = bySide.get(side) ?? [];
    const refuses = side === refusing;
    const counts = statements.length === 0 && refuses ? [noneConsidered(layer)] : allowCounts(statements);
    if (counts.length === 0) return [];
    const matches = statements.some(({ effect, mismatch }) => effect === 'Allow' && mismatch === undefined);
    const words = html`${joined(counts, '; ')}${refuses && '. This refuses the request'}${refuses && near}`;
    return [{ side, answer: matches && !refuses ? 'allowed' : 'denied', words }];
  });
  return bothAccounts(shown, rows);
}

/** The answer of one of two accounts. */
interface Gate {
  readonly side: Side;
  readonly answer: 'allowed' | 'denied';
  readonly words: Content;
}

const UNNAMED: Readonly<Record<Side, string>> = {
  caller: 'the caller’s account',
  resource: 'the resource’s account',
};

function bothAccounts({ scenario, request, permission }: Shown, gates: readonly Gate[]): Html {
  const accounts = accountsOf(scenario, request, permission);
  const rows = gates.map(({ side, answer, words }) => {
    const name = accounts[side]?.replace(/^the /, '') ?? UNNAMED[side];
    return html`<li><span class="is-${answer}">${mark(answer)} ${name}</span><span>${words}</span></li>`;
  });
  return html`<p>The resource is another account’s: both accounts must allow it.</p><ul class="gates">${rows}</ul>`;
}
