import { capitalized } from '../documentation/components/words.ts';
import { type Content, type Html, html } from '../documentation/html/html.ts';
import { labFrame } from './components/lab-frame.ts';
import { policyChange } from './components/policy-change.ts';
import { policyEditor } from './components/policy-editor.ts';
import { policyFindings } from './components/policy-findings.ts';
import { digestOf } from './digest-of.ts';
import type { LabContext } from './lab-context.ts';
import type { LabView } from './lab-view.ts';
import type { Edited } from './policy-editing.ts';
import type { PolicyPlace } from './policy-place.ts';

/** The parts of a policy's page that its place does not have. */
export interface PolicyPageParts {
  readonly token: string;
  readonly canUndo: boolean;
  /** The result of what its form asked for, if it was sent. */
  readonly edited?: Edited | undefined;
}

/** The page of a policy: the document in force, in an editor. */
export function policyPage(
  context: LabContext,
  view: LabView,
  place: PolicyPlace,
  { token, canUndo, edited }: PolicyPageParts,
): string {
  const { title, account, text = '' } = place;
  const name = capitalized(title.replace(/^the /, '')).replaceAll(/"([^"]*)"/g, '“$1”');
  const owner: Content =
    account === undefined
      ? 'Of the lab’s surroundings: keyhole serves no operation that sets it.'
      : html`Of ${account.phrase} <code>${account.id}</code>, set by <code>${place.how}</code>.`;
  const editor = policyEditor(place, {
    ...{ token, canUndo, setter: edited?.setter, draft: edited?.draft ?? text },
    said:
      edited === undefined
        ? html`<p class="soft">Nothing changes before you apply it.</p>`
        : saidOf(context, edited),
  });
  return labFrame(context, view, {
    title: `${name} · lab · keyhole`,
    crumbs: [{ words: 'Policies', href: context.link('policies/') }, { words: name }],
    main: html`<div class="page policy" data-policy="${place.name}" data-base="${digestOf(place.text)}" data-token="${token}"><div class="title"><h1>${name}</h1><p class="lead">${owner}</p><p class="small soft" id="standing">${standing(context, place)}</p></div>${editor}</div>`,
  });
}

/** The result of what a form asked for, beneath the document. */
export function saidOf(context: LabContext, { findings, change, remark, place }: Edited): Html {
  if (remark !== undefined) return html`<p class="ruling is-differs">${remark}</p>`;
  const result = change !== undefined && policyChange(context, change, place.how);
  const shown = change === undefined || findings.length > 0;
  return change?.isSet === true
    ? html`${result}${shown && policyFindings(findings)}`
    : html`${shown && policyFindings(findings)}${result}`;
}

/** Tells whether the document in force is the scenario's. */
export function standing(context: LabContext, { text, origin }: PolicyPlace): Html {
  if (origin === undefined)
    return text === undefined
      ? html`There is no document: apply one to set it.`
      : html`A client wrote it: the scenario has no document here.`;
  const document = context.document(origin.file);
  const file: Content =
    document === undefined
      ? html`<code>${origin.file}</code>`
      : html`<a href="${context.link(document.address)}"><code>${document.name}</code></a>`;
  if (text === origin.text)
    return html`In force is ${file} of the scenario, with its placeholders filled in.`;
  if (text === undefined) return html`It was removed. The scenario has ${file}.`;
  return html`<b>Changed since the lab began.</b> The scenario has ${file}.`;
}

/** The page of a policy that the lab does not have, or has no more. */
export function absentPolicyPage(context: LabContext, view: LabView): string {
  return labFrame(context, view, {
    title: 'No such policy · lab · keyhole',
    crumbs: [{ words: 'Policies', href: context.link('policies/') }, { words: 'No such policy' }],
    main: html`<div class="page"><div class="title"><h1>No such policy</h1><p class="lead">The lab has no policy of this name, or no more: a client may have deleted it. <a href="${context.link('policies/')}">The policies in force</a></p></div></div>`,
  });
}
