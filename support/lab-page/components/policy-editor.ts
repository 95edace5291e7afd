import { type Html, html } from '../../documentation/html/html.ts';
import { digestOf } from '../digest-of.ts';
import type { PolicyPlace } from '../policy-place.ts';

/** The state of an editor when its page is written. */
export interface EditorState {
  readonly draft: string;
  readonly setter: string | undefined;
  readonly token: string;
  readonly canUndo: boolean;
  /** The words beneath the document: findings, the result of a change. */
  readonly said: Html;
}

/**
 * The editor of a policy: a text area with line numbers in a form, which the browser sends. The script lights the document up,
 * checks it as its reader types, and sends the form itself.
 */
export function policyEditor(place: PolicyPlace, { draft, setter, token, canUndo, said }: EditorState): Html {
  const { title, text, origin, setters, isOptional } = place;
  const numbers = Array.from(draft.split('\n'), (_, index) => index + 1);
  const offersOriginal = origin !== undefined && origin.text !== draft;
  return html`<form class="editing" method="post" aria-label="Edit ${title}"><input type="hidden" name="token" value="${token}"><input type="hidden" name="base" value="${digestOf(text)}">
<div class="editor"><div class="sheet"><pre class="numbers" aria-hidden="true">${numbers.join('\n')}</pre><div class="text"><pre class="lit" aria-hidden="true" hidden></pre><textarea id="text" name="text" rows="${Math.max(8, numbers.length + 1)}" cols="96" spellcheck="false" autocapitalize="off" autocomplete="off" aria-label="The document" aria-describedby="said">
${draft}</textarea></div></div></div>
<div class="side"><div class="acts">${setters.length > 0 && html`<label>set by<select name="setter">${setters.map((one) => html`<option value="${one}"${one === setter && html` selected`}>${one}</option>`)}</select></label>`}<button type="submit" name="do" value="apply">Apply</button><button type="submit" name="do" value="check" class="plain">Check</button><button type="submit" name="do" value="undo" class="plain"${!canUndo && html` disabled`}>Undo</button>${origin !== undefined && html`<button type="submit" name="do" value="original" class="plain"${!offersOriginal && html` disabled`}>Scenario’s document</button>`}${isOptional && html`<button type="submit" name="do" value="remove" class="plain"${text === undefined && html` disabled`}>Remove</button>`}</div>
<div class="said" id="said" role="status">${said}</div></div></form>`;
}
