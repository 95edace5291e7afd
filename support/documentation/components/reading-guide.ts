import { type Content, type Html, html } from '../html/html.ts';
import { isCompared } from '../site/alone-of.ts';
import type { PageContext } from '../site/page-context.ts';
import { mark } from './marks.ts';
import { failing } from './ribbon.ts';
import { verdictMark } from './standing-cell.ts';

/** The words of the evidence and their meaning. */
export function readingGuide(context: PageContext): Html {
  const { site } = context;
  const registered = site.outcomes.size > 0;
  const of = registered ? 'the outcome' : 'the rule';
  const rows: readonly (readonly [Content, Content])[] = [
    [verdictMark('holds'), `every example of ${of} came out as stated`],
    [
      verdictMark('failed'),
      html`some example did not${failing(site) && html`: <a href="${context.link('run/')}">what does not hold</a>`}`,
    ],
    [verdictMark('skipped'), 'some example was not tried on this store; the reason is beside it'],
    [verdictMark('not run'), 'left out of this run, or not reached: no statement is made about it'],
    [verdictMark('not recorded'), 'no run on this store has it'],
    ...(isCompared(site)
      ? ([[html`<span class="verdict is-differs">${mark('differs')} differs</span>`, ALONE]] as const)
      : []),
    ...(registered ? ([['compared', COMPARED]] as const) : []),
  ];
  return html`<table class="facts-table"><tbody>${rows.map(
    ([term, meaning]) => html`<tr><th scope="row">${term}</th><td>${meaning}</td></tr>`,
  )}</tbody></table>`;
}

const ALONE = 'the store alone, without keyhole before it, does not answer as AWS does';
const COMPARED =
  "all: code, status, reason and message. All but message. Refused or not. It says how sure AWS's behavior is.";
