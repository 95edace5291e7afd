import { page } from '../components/frame.ts';
import { counted } from '../components/words.ts';
import { type Html, html, joined } from '../html/html.ts';
import { slug } from '../site/addresses.ts';
import type { PageContext } from '../site/page-context.ts';
import { parametersIn, type SiteParameter, type SiteStep, vocabularyOf } from '../site/vocabulary.ts';

/** The number of texts that explain a parameter. */
const SHOWN = 12;

/** The vocabulary: each step that features may use, with an example of the run and the number of its uses. */
export function stepsPage(context: PageContext): string {
  const { nouns, parameters } = vocabularyOf(context.site);
  const steps = [...nouns.values()].flat();
  const anchors = new Map(parameters.map(({ type, anchor }) => [type, anchor]));
  const unused = steps.filter(({ uses }) => uses === 0).length;
  return page(context, {
    title: 'Steps · keyhole',
    crumbs: [{ words: 'Steps' }],
    main: html`<div class="title"><h1>Steps</h1>
<p class="lead">The wordings that features may use, by noun.</p>
<p class="facts"><span>${counted(steps.length, 'step')}</span>${unused > 0 && html`<span>${unused} not used in this run</span>`}${steps.length === 0 && html`<span>This run recorded no steps.</span>`}</p></div>
${[...nouns].map(([noun, of]) => section(context, { noun, steps: of, anchors }))}
${
  parameters.length > 0 &&
  html`<section id="parameters"><h2>Parameters</h2>
<p>The texts that stand for each parameter in this run, the most frequent first.</p>
${html`<dl class="parameters">${parameters.map(parameter)}</dl>`}</section>`
}`,
    here:
      steps.length === 0
        ? undefined
        : html`<h2>Nouns</h2><ul>${[...nouns.keys()].map((noun) => html`<li><a href="#${idOf(noun)}">${noun}</a></li>`)}</ul><h2>Explained</h2><ul><li><a href="#parameters">Parameters</a></li></ul>`,
  });
}

interface Section {
  readonly noun: string;
  readonly steps: readonly SiteStep[];
  /** The ids of the parameters that are explained, by type. */
  readonly anchors: ReadonlyMap<string, string>;
}

function section(context: PageContext, { noun, steps, anchors }: Section): Html {
  return html`<section id="${idOf(noun)}"><h2>${noun}</h2>
<table class="stacks vocabulary"><thead><tr><th scope="col">step</th><th scope="col">in this run</th><th scope="col">uses</th></tr></thead><tbody>
${steps.map(
  (step) =>
    html`<tr id="${step.anchor}"><th scope="row">${expression(step.expression, anchors)}</th><td data-l="in this run">${exampleOf(context, step)}</td><td class="num" data-l="uses">${step.uses}</td></tr>
`,
)}</tbody></table></section>`;
}

function idOf(noun: string): string {
  return `noun-${slug(noun)}`;
}

/** An expression with each parameter linked to its explanation. */
function expression(text: string, anchors: ReadonlyMap<string, string>): Html {
  const types = parametersIn(text);
  const between = text.split(/\{[^{}]*\}/);
  return joined(
    between.map((part, index) => {
      const type = types[index];
      if (type === undefined) return part;
      const anchor = anchors.get(type);
      const shown = html`<code>{${type}}</code>`;
      return html`${part}${anchor === undefined ? shown : html`<a href="#${anchor}">${shown}</a>`}`;
    }),
    '',
  );
}

function exampleOf(context: PageContext, { example, shownIn }: SiteStep): Html {
  if (example === undefined) return html`<span class="soft">not used in this run</span>`;
  if (shownIn === undefined) return html`${example.text}`;
  return html`<a href="${context.example(shownIn)}">${example.text}</a>`;
}

function parameter({ type, anchor, texts }: SiteParameter): Html {
  const more = texts.length - SHOWN;
  const shown = texts.slice(0, SHOWN).map((text) => html`<li>${text}</li>`);
  return html`<dt id="${anchor}"><code>{${type}}</code></dt><dd><ul>${shown}${more > 0 && html`<li class="soft">and ${more} more</li>`}</ul></dd>
`;
}
