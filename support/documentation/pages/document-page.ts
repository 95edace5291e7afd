import { contents } from '../components/contents.ts';
import { effectNotes, stateOf } from '../components/effect-notes.ts';
import { type Crumb, page } from '../components/frame.ts';
import { policyDocument } from '../components/policy-document.ts';
import { exampleLinks } from '../components/statement-links.ts';
import { capitalized, counted, worded } from '../components/words.ts';
import { type Content, type Html, html, joined } from '../html/html.ts';
import { type Alteration, alterationsOf } from '../site/document-alterations.ts';
import type { PageContext } from '../site/page-context.ts';
import { patternOfScenario } from '../site/pattern-of-scenario.ts';
import type { SiteDocument } from '../site/site.ts';
import { effectsIn } from '../site/statement-effects.ts';

/** A policy document: what it is attached to, and what each of its statements did in the run. */
export function documentPage(context: PageContext, document: SiteDocument): string {
  const pattern = patternOfScenario(context.site, document.scenario);
  const title = documentTitle(document);
  const crumbs: Crumb[] = [
    { words: 'Documents', href: context.link('documents/') },
    { words: document.name },
  ];
  if (pattern !== undefined) crumbs.unshift({ words: pattern.title, href: context.link(pattern.address) });
  const alterations = alterationsOf(context.site, document);
  return page(context, {
    title: `${document.name} · ${pattern?.title ?? document.scenario.title} · keyhole`,
    crumbs,
    ...(pattern && { here: contents(context, pattern) }),
    main: html`<div class="title"><h1>${title}</h1><p class="lead">${effectsInWords(context, document)}</p>
${facts(context, document)}</div>
${statements(context, document, alterations)}
<section class="sides">${placeholders(document)}${alterationList(context, alterations)}</section>`,
  });
}

/** The title of a document: its use, if it has one; the name of its file otherwise. */
function documentTitle({ uses, name }: SiteDocument): Content {
  const [use, ...others] = uses;
  return use === undefined || others.length > 0 ? name : worded(capitalized(use.replace(/^the /, '')));
}

/** `4 statements. 2 of them allowed something in this run: 11 requests.` */
function effectsInWords(context: PageContext, document: SiteDocument): string {
  const all = effectsIn(context.site, document).map(({ effects }) => effects);
  const sentences = [`${counted(all.length, 'statement')}.`];
  for (const [kind, verb] of [
    ['allows', 'allowed'],
    ['denies', 'denied'],
  ] as const) {
    const active = all.filter((effects) => effects[kind].requests > 0);
    if (active.length > 0) sentences.push(`${active.length} of them ${verb} requests in this run.`);
  }
  if (sentences.length === 1 && all.length > 0) sentences.push('No request in this run was decided by them.');
  if (all.some(({ nearest, denies }) => nearest.requests + denies.requests > 0))
    sentences.push('Each denial is listed at the statement that denied or came nearest.');
  return sentences.join(' ');
}

function facts(context: PageContext, document: SiteDocument): Html {
  const { file, uses, sha256, scenario } = document;
  const attached = uses.map((use) => useLink(context, document, use));
  return html`<p class="facts"><span><code>${file}</code></span>${attached.length > 0 ? html`<span>${joined(attached, '; ')}</span>` : html`<span>attached to nothing in <code>${scenario.file}</code></span>`}<span>SHA-256 <code>${sha256}</code></span></p>`;
}

/** A use of a document, with a link to the principal that has it. */
function useLink(context: PageContext, { scenario }: SiteDocument, use: string): Html {
  const pattern = patternOfScenario(context.site, scenario);
  const principal = pattern?.principals.find(
    (candidate) => candidate.scenario === scenario && use.endsWith(` of ${candidate.phrase}`),
  );
  if (principal === undefined) return worded(use);
  const before = use.slice(0, use.length - principal.phrase.length);
  return html`${worded(before)}<a href="${context.link(principal.address)}">${principal.phrase}</a>`;
}

function statements(context: PageContext, document: SiteDocument, alterations: readonly Alteration[]): Html {
  const effects = new Map(
    effectsIn(context.site, document).map(({ statement, effects: own }) => [statement, own]),
  );
  return policyDocument(context, document, {
    shown: (statement) => {
      const own = effects.get(statement);
      if (own === undefined) return { as: 'lines' };
      const out = alterations.filter(({ lacks }) => lacks.has(statement.number));
      const taken =
        out.length > 0 &&
        html`<p class="soft">taken out in ${exampleLinks(
          context,
          out.flatMap(({ examples }) => examples),
        )}</p>`;
      return {
        as: 'lines',
        state: stateOf(own),
        note: html`${effectNotes(context, statement, own)}${taken}`,
      };
    },
  });
}

function placeholders({ text, scenario }: SiteDocument): Content {
  const names = new Set(Array.from(text.matchAll(/\{\{\s*([^{}]+?)\s*\}\}/g), ([, name = '']) => name));
  if (names.size === 0) return undefined;
  const rows = [...names].map((name) => {
    const value = Object.hasOwn(scenario.placeholders, name) ? scenario.placeholders[name] : undefined;
    const shown =
      value === undefined ? html`<span class="soft">not known</span>` : html`<code>${value}</code>`;
    return html`<tr><th scope="row"><code>${name}</code></th><td>${shown}</td></tr>`;
  });
  return html`<div><h2 class="head">Placeholders</h2><table class="placeholders"><thead><tr><th scope="col">in the document</th><th scope="col">in this run</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function alterationList(context: PageContext, alterations: readonly Alteration[]): Content {
  if (alterations.length === 0) return undefined;
  const items = alterations.map(
    ({ step, examples }) =>
      html`<li><span>${worded(step)}</span><span>${exampleLinks(context, examples)}</span></li>`,
  );
  return html`<div><h2 class="head">Named in examples</h2><ul class="promises plain">${items}</ul></div>`;
}
