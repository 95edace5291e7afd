import { posix } from 'node:path';
import { type Html, html, joined } from '../html/html.ts';
import type { PageContext } from '../site/page-context.ts';
import type { SiteExample } from '../site/site.ts';

/** An example by its outcomes; by its file and line where it proves none. */
export function exampleId(context: PageContext, example: SiteExample): Html {
  const words = example.outcomes.length > 0 ? example.outcomes.join(' ') : placeOf(example);
  return html`<a class="id" href="${context.example(example)}" title="${example.name}">${words}</a>`;
}

/** The file and line of an example: `writing.feature:49`. */
export function placeOf({ feature, line }: SiteExample, at = line): string {
  return `${posix.basename(feature.file)}:${at}`;
}

/** A few examples of many, each of another outcome. */
export function suchAs(context: PageContext, examples: readonly SiteExample[], most: number): Html {
  const shown = new Map<string, SiteExample>();
  for (const example of examples) {
    if (shown.size === most) break;
    const proof = example.outcomes[0] ?? `${example.feature.file}:${example.line}`;
    if (!shown.has(proof)) shown.set(proof, example);
  }
  return html`<span class="refs">${joined(
    [...shown.values()].map((example) => exampleId(context, example)),
    ' ',
  )}</span>`;
}

/** Examples as short links: each outcome once, with its first example; examples of none by their lines. */
export function exampleIds(context: PageContext, examples: readonly SiteExample[], most: number): Html {
  const once = new Map<string, SiteExample>();
  for (const example of examples) {
    const proof = example.outcomes.join(' ') || `${example.feature.file}:${example.line}`;
    if (!once.has(proof)) once.set(proof, example);
  }
  const rest = once.size - most;
  return html`<span class="refs wide">${joined(
    [...once.values()].slice(0, most).map((example) => exampleId(context, example)),
    ' ',
  )}${rest > 0 && html` <span class="soft">and ${rest} more</span>`}</span>`;
}
