import { type Content, type Html, html, joined } from '../html/html.ts';
import { relativeTo } from '../site/addresses.ts';
import { once } from '../site/once.ts';
import type { PageContext } from '../site/page-context.ts';
import { recordFiles } from '../site/record-files.ts';
import { repeatOf } from '../site/repeat-of.ts';
import type { Site } from '../site/site.ts';
import { counted, moment } from './words.ts';

const CLOCK = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'UTC',
});

/** The circumstances of the run: when, by what, of which commit, how much of the specification, and how to repeat it. */
export function runExtent(context: PageContext): Html {
  const { site } = context;
  const { run } = site.main;
  const rows: readonly (readonly [string, Content])[] = [
    ['made', html`<span class="num">${moment(run.started)} to ${CLOCK.format(new Date(run.ended))}</span>`],
    ['by', versions(run.versions)],
    ['commit', commitOf(site)],
    ['extent', extent(site)],
    ['store', stores(site)],
    [context.site.records.length === 1 ? 'record' : 'records', records(context)],
    ['to repeat', html`<code class="command">${repeatOf(site).join('\n')}</code>`],
  ];
  return html`<table class="facts-table"><tbody>${rows.map(
    ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`,
  )}</tbody></table>`;
}

/** The names of versions as people write them. */
const PRODUCTS: Readonly<Record<string, string>> = { node: 'Node.js' };

/** `keyhole 0.1.0, Node.js 24.21.0`; that none is recorded, for a run that tells none. */
export function versions(all: Readonly<Record<string, string>>): string {
  const named = Object.entries(all).map(([name, version]) => `${PRODUCTS[name] ?? name} ${version}`);
  return named.length === 0 ? 'versions not recorded' : named.join(', ');
}

/** The commit of the run, whether files differed from it, or that none was recorded. */
export function commitOf({ main: { run } }: Site): Html {
  if (run.commit === undefined) return html`not recorded`;
  const { id, changed } = run.commit;
  return html`<code>${id}</code>${changed ? ', with changes that are in no commit' : ', without changes'}`;
}

const extent = once((site: Site): Html => {
  const { examples, outcomes, main } = site;
  const requests = examples.reduce((sum, { requests: own }) => sum + own.length, 0);
  const decisions = examples.reduce(
    (sum, { requests: own }) => own.reduce((all, request) => all + request.decisions.length, sum),
    0,
  );
  const { paths, tags } = main.run.selection;
  const part = [
    ...(paths.length > 0 ? [html`<code>${paths.join(' ')}</code>`] : []),
    ...(tags === undefined ? [] : [html`tags <code>${tags}</code>`]),
  ];
  const whole = part.length === 0 ? html`the whole specification` : joined(part, ', ');
  const counts = [
    ...(outcomes.size > 0 ? [counted(outcomes.size, 'outcome')] : []),
    counted(examples.length, 'example'),
    counted(requests, 'request'),
    counted(decisions, 'decision'),
  ];
  const { ofOtherCommits } = site;
  const others =
    ofOtherCommits > 0 &&
    `the results of ${counted(ofOtherCommits, 'example')} are of a run of another commit`;
  const states = [others, main.run.dryRun && 'nothing was executed', main.run.interrupted && 'interrupted'];
  return html`${whole}: ${counts.join(', ')}${states.map((state) => state !== false && html`; <strong>${state}</strong>`)}`;
});

function stores({ stores: all }: Site): string {
  return all.map(({ name, when, main }) => (main ? name : `${name}, recorded ${moment(when)}`)).join('; ');
}

function records(context: PageContext): Html {
  const files = recordFiles(context.site).map(
    ({ name, digest }) =>
      html`<a href="${relativeTo(context.address, name)}"><code>${name}</code></a>, SHA-256 <code class="digest">${digest}</code>`,
  );
  return joined(files, html`<br>`);
}
