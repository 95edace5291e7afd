import type { HttpRequest, HttpResponse } from '../wire/http.ts';
import { digestOf } from './digest-of.ts';
import type { LabContext } from './lab-context.ts';
import type { LabView } from './lab-view.ts';
import { refusedChange, tokenHeader } from './page-guard.ts';
import { pageResponse } from './page-response.ts';
import { type Edited, PolicyEditing } from './policy-editing.ts';
import { policyForm } from './policy-form.ts';
import { absentPolicyPage, policyPage, saidOf, standing } from './policy-page.ts';
import type { PolicyPlace } from './policy-place.ts';

/** Answers requests for the pages of policies in force, and the forms that these pages send. */
export class PolicyAnswers {
  readonly #view: LabView;
  readonly #token: string;
  readonly #editing: PolicyEditing;

  constructor(view: LabView, token: string) {
    this.#view = view;
    this.#token = token;
    this.#editing = new PolicyEditing(view);
  }

  /** The page of a policy. */
  async page(context: LabContext, name: string): Promise<HttpResponse> {
    const place = await this.#editing.find(name);
    return place === undefined
      ? pageResponse(404, HTML, absentPolicyPage(context, this.#view))
      : pageResponse(200, HTML, this.#written(context, place));
  }

  /** The answer to the form of a policy. */
  async form(context: LabContext, name: string, http: HttpRequest): Promise<HttpResponse> {
    const form = await policyForm(http);
    const shown = http.headers[tokenHeader] ?? form?.token;
    const guard = { token: this.#token, hostNames: this.#view.hostNames };
    const refused = refusedChange(http, shown, guard);
    if (refused !== undefined) return told(403, refused);
    if (form === undefined)
      return told(400, 'This is not the form of a policy, or the document is longer than AWS takes.');
    const place = await this.#editing.find(name);
    if (place === undefined) return told(404, 'The lab has no such policy any more.');
    const edited = await this.#editing.answer(place, form);
    return form.isOfScript
      ? pageResponse(200, JSON_TYPE, JSON.stringify(this.#forScript(context, edited)))
      : pageResponse(200, HTML, this.#written(context, edited.place, edited));
  }

  #written(context: LabContext, place: PolicyPlace, edited?: Edited): string {
    const canUndo = this.#editing.canUndo(place);
    return policyPage(context, this.#view, place, { token: this.#token, canUndo, edited });
  }

  /** The parts of the page that have changed. */
  #forScript(context: LabContext, edited: Edited): object {
    const { place, draft, findings, change } = edited;
    return {
      draft,
      base: digestOf(place.text),
      said: saidOf(context, edited).text,
      standing: standing(context, place).text,
      marks: findings.map(({ severity, line, column }) => ({ severity, line, column })),
      isRefused: findings.some(({ severity }) => severity === 'refused'),
      isSet: change?.isSet === true,
      can: {
        undo: this.#editing.canUndo(place),
        original: place.origin !== undefined && place.origin.text !== draft,
        remove: place.isOptional && place.text !== undefined,
      },
    };
  }
}

const HTML = 'text/html; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

function told(status: number, words: string): HttpResponse {
  return pageResponse(status, 'text/plain; charset=utf-8', `${words}\n`);
}
