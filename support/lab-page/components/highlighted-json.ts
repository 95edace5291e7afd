import { type Content, type Html, html } from '../../documentation/html/html.ts';

/** The strings of JSON, each with the colon after it if it is a name. */
const STRING = /("(?:[^"\\]|\\.)*")(\s*:)?/g;

/** A value as formatted JSON, with its names set apart. Its text is that of the JSON. */
export function highlightedJson(value: unknown): Html {
  const text = JSON.stringify(value, undefined, 2);
  const pieces: Content[] = [];
  let at = 0;
  for (const { 0: whole, 1: words, 2: colon, index } of text.matchAll(STRING)) {
    pieces.push(text.slice(at, index));
    pieces.push(colon === undefined ? html`<span>${words}</span>` : html`<b>${words}</b>${colon}`);
    at = index + whole.length;
  }
  return html`<pre class="json">${pieces}${text.slice(at)}</pre>`;
}
