import type { Crumb } from '../../documentation/components/frame.ts';
import { sprite } from '../../documentation/components/marks.ts';
import { type Content, html, markup } from '../../documentation/html/html.ts';
import { relativeTo } from '../../documentation/site/addresses.ts';
import type { LabContext } from '../lab-context.ts';
import type { LabView } from '../lab-view.ts';
import { trailAddress } from '../trail-address.ts';
import { answerOf } from './decision-rows.ts';

/** A page of a lab without what all of them share. */
export interface LabPageParts {
  readonly title: string;
  /** The way from the page of the lab to this one. */
  readonly crumbs: readonly Crumb[];
  readonly main: Content;
}

const KEYHOLE = markup(
  '<svg viewBox="0 0 10 14" aria-hidden="true"><path d="M5 0a4.2 4.2 0 0 1 2.3 7.7L8.6 14H1.4l1.3-6.3A4.2 4.2 0 0 1 5 0z"/></svg>',
);

/** A whole page of a lab: its head, what the lab is, its content. */
export function labFrame(context: LabContext, view: LabView, { title, crumbs, main }: LabPageParts): string {
  const asset = (file: string) => relativeTo(context.address, `assets/${file}`);
  const home = context.link('');
  const way = crumbs.length === 0 ? [{ words: 'Lab' }] : [{ words: 'Lab', href: home }, ...crumbs];
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="${asset('icon.svg')}">
<link rel="stylesheet" href="${asset('keyhole.css')}">
<link rel="stylesheet" href="${asset('lab.css')}">
<script src="${asset('lab.js')}"></script>
</head>
<body>
${sprite}
<a class="skip" href="#main">Skip to the content</a>
<header class="top">
<a class="wordmark" href="${home}">${KEYHOLE} keyhole</a>
<nav class="crumbs" aria-label="Where this is"><ol>${way.map(({ words, href }: Crumb) => (href === undefined ? html`<li><span aria-current="page">${words}</span></li>` : html`<li><a href="${href}">${words}</a></li>`))}</ol></nav>
<nav class="site" aria-label="Site"><ul><li><a href="${context.link('', 'decisions')}">Decisions</a></li><li><a href="${context.link('', 'cast')}">Cast</a></li><li><a href="${context.link('policies/')}">Policies</a></li><li><a href="${context.link(trailAddress)}">CloudTrail</a></li></ul></nav>
</header>
${labRibbon(view)}
<main id="main">${main}</main>
<footer class="foot"><span>Served by <code>keyhole lab</code>. Nothing leaves this machine.</span></footer>
</body>
</html>
`.text;
}

/** The lab in a line: its scenario, its address, and the number of its requests. */
function labRibbon({ endpoint, store, started, scenario, requests }: LabView) {
  const answers = requests().map(answerOf);
  const count = (answer: string) => answers.filter((one) => one === answer).length;
  return html`<aside class="run" aria-label="This lab"><span><strong>Lab, ${scenario?.title ?? 'empty'}</strong></span><span><code>${endpoint}</code></span><span>${store}</span><span>serving since ${started.toISOString().slice(11, 16)} UTC</span><span class="num" id="counts">${answers.length} requests: ${count('allowed')} allowed, ${count('denied')} denied, ${count('failed')} failed</span></aside>`;
}
