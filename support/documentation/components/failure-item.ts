import { type Content, type Html, html, joined } from '../html/html.ts';
import type { RecordedRequest, RecordedStatement } from '../record/recorded-decision.ts';
import { type Found, failureId, type SiteFailure } from '../site/failures-of.ts';
import type { PageContext } from '../site/page-context.ts';
import { decidingStatement, namedStatement } from './deciding-statement.ts';
import { placeOf } from './example-link.ts';
import { mark } from './marks.ts';
import { stepText } from './steps.ts';
import { capitalized, worded } from './words.ts';

/** A failure: what the feature states, what was found, and where. Its message is folded. */
export function failureItem(context: PageContext, failure: SiteFailure): Html {
  const { example, request } = failure;
  const { outcomes } = context.site;
  const ids = example.outcomes.flatMap((id) => outcomes.get(id) ?? []);
  const message = example.failure?.message ?? '';
  const line = example.failure?.line || example.line;
  const rows: readonly (readonly [string, Content])[] = [
    ['stated', statedWords(failure)],
    ['found', foundWords(context, failure)],
    [
      'at',
      html`<a href="${context.example(example)}"><code>${placeOf(example, line)}</code></a>${request !== undefined && html` <span class="soft">decision <code>${request.id}</code></span>`}`,
    ],
  ];
  return html`<li id="${failureId(example)}"><h3><span class="is-broken">${mark('broken')}</span> <span>${stepText(example.name)}</span> ${ids.map((outcome) => html`<a class="id" href="${context.outcome(outcome)}">${outcome.id}</a> `)}</h3>
<dl class="compare">${rows.map(([name, value]) => value !== undefined && value !== false && html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>${message.includes('\n') && html`<details class="message"><summary>the whole message</summary><pre>${shortened(message)}</pre></details>`}</li>`;
}

/** The most characters of a message. */
const MOST_MESSAGE = 8_000;

function shortened(message: string): string {
  return message.length > MOST_MESSAGE ? `${message.slice(0, MOST_MESSAGE)}…` : message;
}

/** The words of an answer. */
const WORDS: Readonly<Record<Found, string>> = { allowed: 'allowed', denied: 'denied', failed: 'fails' };

/** An answer by its mark and its word. */
export function answer(found: Found): Html {
  return html`<span class="answer is-${found}">${mark(found)} ${WORDS[found]}</span>`;
}

function statedWords({ example: { failure }, stated, kind }: SiteFailure): Content {
  const step = failure?.step ?? '';
  if (step === '' || kind === 'unusable') return step !== '' && stepText(step);
  const words = step.replace(/^(?:access is denied|the request fails): /, '');
  if (stated === undefined) return stepText(words);
  return html`${answer(stated)} ${words === 'access is granted' ? undefined : stepText(words)}`;
}

function foundWords(context: PageContext, { example, request, found, kind }: SiteFailure): Content {
  const [first = ''] = (example.failure?.message ?? '').split('\n');
  if (kind === 'unusable' || kind === 'different' || request === undefined || found === undefined)
    return stepText(first);
  if (found === 'allowed')
    return html`${answer(found)} to ${request.caller ?? request.principal ?? 'an anonymous caller'}${by(context, request)} ${status(request)}`;
  if (found === 'failed') return html`${answer(found)} ${failedWords(request)}`;
  const denials = request.decisions.flatMap(({ denial }) => denial ?? []);
  return html`${answer(found)} ${denials.map((denial) => {
    const decided = decidingStatement(context, denial);
    return html`${worded(capitalized(denial.sentence))}${decided !== undefined && html` <span class="soft">(${decided})</span>`} `;
  })}${status(request)}`;
}

/** The statements that allowed a request, each once. An allow without one, as of a root user, has none to name. */
function by(context: PageContext, { decisions }: RecordedRequest): Content {
  const statements = new Map<string, RecordedStatement>();
  for (const { allowedBy = [] } of decisions)
    for (const statement of allowedBy)
      statements.set(`${statement.source?.file}:${statement.source?.line} ${statement.statement}`, statement);
  if (statements.size === 0) return undefined;
  return html`: ${joined(
    [...statements.values()].map((statement) => namedStatement(context, statement)),
    ', ',
  )}`;
}

function failedWords({ response, undecidable }: RecordedRequest): Content {
  if (undecidable !== undefined) return html`cannot be decided: ${worded(undecidable)}`;
  return html`${response?.status} ${response?.code}${response?.message !== undefined && html`: ${worded(response.message)}`}`;
}

function status({ response }: RecordedRequest): Content {
  return response !== undefined && html`<span class="soft">answer ${response.status}</span>`;
}
