import { counted } from '../documentation/components/words.ts';
import { type Content, type Html, html } from '../documentation/html/html.ts';
import type { CloudTrailEvent } from '../gateway/record/cloudtrail/cloudtrail-event.ts';
import { labFrame } from './components/lab-frame.ts';
import { identityWords, isListed, type TrailFilter, trailRow } from './components/trail-rows.ts';
import type { LabContext } from './lab-context.ts';
import type { LabView } from './lab-view.ts';
import { trailAddress } from './trail-address.ts';

/** The events of a page of the list. */
const SHOWN = 50;

/** The choice of a reader: an account, and some of its events. */
export interface TrailChoice extends TrailFilter {
  /** The id of the account; undefined if the lab has no account yet. */
  readonly account: string | undefined;
  /** Only events before the one of this id. */
  readonly before: string;
}

/** The choice that a query states. An account that the lab does not have counts as none stated. */
export function trailChoice({ accounts }: LabView, query: URLSearchParams): TrailChoice {
  const word = (name: string) => query.get(name) ?? '';
  const [first] = accounts();
  const account = accounts().find(({ id }) => id === word('account')) ?? first;
  return { account: account?.id, name: word('name'), principal: word('principal'), before: word('before') };
}

/** The events that an account's CloudTrail would get, newest first. */
export function trailPage(context: LabContext, view: LabView, query: URLSearchParams): string {
  const choice = trailChoice(view, query);
  const { account } = choice;
  const events = account === undefined ? [] : view.cloudTrail(account);
  const content = html`${filterForm(view, events, choice)}${notRecorded()}${eventList(context, view, events, choice)}`;
  return labFrame(context, view, {
    title: 'CloudTrail · lab · keyhole',
    crumbs: [{ words: 'CloudTrail' }],
    main: html`<div class="page trail"><div class="title"><h1>CloudTrail</h1><p class="lead">${leadOf(view, choice)}</p></div>${content}</div>`,
  });
}

function leadOf({ accounts }: LabView, { account }: TrailChoice): Content {
  const phrase = accounts().find(({ id }) => id === account)?.phrase;
  return phrase === undefined
    ? 'The lab has no account yet: send a request with any AWS client.'
    : html`The events that ${phrase} <code>${account}</code> would get, newest first.`;
}

function filterForm(
  { accounts, scenario }: LabView,
  events: readonly CloudTrailEvent[],
  choice: TrailChoice,
): Content {
  if (choice.account === undefined) return undefined;
  const names = sorted(
    events.map(({ eventName }) => eventName),
    choice.name,
  );
  const principals = sorted(
    events.map((event) => identityWords(event, scenario)),
    choice.principal,
  );
  const options = (all: readonly string[], chosen: string) =>
    all.map((one) => html`<option value="${one}"${one === chosen && html` selected`}>${one}</option>`);
  return html`<form class="whatif trail-filter" method="get" action="index.html" aria-label="Which events"><label>account<select name="account">${accounts().map(({ id, phrase }) => html`<option value="${id}"${id === choice.account && html` selected`}>${phrase.replace(/^the /, '')}</option>`)}</select></label><label>event name<select name="name"><option value="">all</option>${options(names, choice.name)}</select></label><label>principal<select name="principal"><option value="">all</option>${options(principals, choice.principal)}</select></label><button type="submit">Show</button></form>`;
}

function sorted(values: readonly string[], chosen: string): readonly string[] {
  const all = new Set(chosen === '' ? values : [...values, chosen]);
  return [...all].toSorted((one, other) => one.localeCompare(other, 'en'));
}

/** The things that the list lacks, and why. */
const MISSING = [
  'GetObject, PutObject or GetItem has no event. The calls to KMS that S3 makes for a request have one each.',
  'Calls of anonymous callers have none. A refused call to a key of another account has an event in the account of its caller alone.',
  'AWS records management events of other services too, such as PutBucketPolicy or AssumeRole. They are missing here.',
  'The lab keeps its last thousand requests, and events of these alone. AWS delivers events within minutes; here they appear at once.',
];

/** The things that CloudTrail, or this lab, does not record. */
function notRecorded(): Html {
  return html`<p class="small soft">Reads and writes of objects and of items are data events, which CloudTrail does not record unless an account turns them on. Of management events, this lab derives those of AWS KMS.</p><details class="note-fold"><summary>More that is not recorded here</summary><ul class="plain">${MISSING.map((words) => html`<li>${words}</li>`)}</ul></details>`;
}

function eventList(
  context: LabContext,
  { scenario, requests }: LabView,
  events: readonly CloudTrailEvent[],
  choice: TrailChoice,
): Html {
  const end = events.findIndex(({ eventID }) => eventID === choice.before);
  const until = end === -1 ? events : events.slice(0, end);
  const wanted = until.filter((event) => isListed(event, choice, scenario));
  const shown = wanted.slice(-SHOWN).toReversed();
  const earlier = wanted.length - shown.length;
  const query = new URLSearchParams({
    account: choice.account ?? '',
    name: choice.name,
    principal: choice.principal,
  });
  const stream = new URLSearchParams([['trail', '1'], ...query]);
  const page = context.link(trailAddress);
  const live = end === -1 && choice.account !== undefined;
  const more = new URLSearchParams([...query, ['before', shown.at(-1)?.eventID ?? '']]);
  return html`<section class="stream" id="events" aria-label="Events"><div class="stream-head"><h2 class="label">${end === -1 ? 'Events, newest first' : 'Earlier events'}</h2><p class="small">${!live && choice.account !== undefined && html`<a href="${page}?${query.toString()}#events">newest</a>`}</p></div>
<p class="small soft" id="quiet"${shown.length > 0 && html` hidden`}>${choice.name + choice.principal === '' ? 'No event yet. A call to KMS brings one, and so does a request to S3 that takes a key.' : 'No event that you asked for.'}</p>
<ol class="decisions events"${live && html` data-stream="${context.link('').replace(/index\.html$/, 'stream')}?${stream.toString()}" data-last="${requests().at(-1)?.id}"`}>${shown.map((event) => trailRow(event, scenario))}</ol>
${earlier > 0 && html`<p class="small soft near"><a href="${page}?${more.toString()}#events">${counted(earlier, 'earlier event')}</a></p>`}</section>`;
}
