import { digestOf } from './digest-of.ts';
import type { LabView } from './lab-view.ts';
import type { PolicyForm } from './policy-form.ts';
import type { PolicyChange, PolicyDraft, PolicyFinding, PolicyPlace } from './policy-place.ts';

/** How many documents of a place Undo goes back. */
const KEPT = 50;

/** The result of what a form asked for. */
export interface Edited {
  /** The place as it is now. */
  readonly place: PolicyPlace;
  /** The text to go on with. */
  readonly draft: string;
  readonly setter: string | undefined;
  readonly findings: readonly PolicyFinding[];
  /** Present if the form asked for a change. */
  readonly change?: PolicyChange | undefined;
  /** A remark about what was asked for. */
  readonly remark?: string | undefined;
}

/** Edits the policies of a lab, and remembers the documents that it replaced. */
export class PolicyEditing {
  readonly #view: LabView;
  /** The documents that were replaced here, by the names of places, oldest first. */
  readonly #replaced = new Map<string, readonly (string | undefined)[]>();

  constructor(view: LabView) {
    this.#view = view;
  }

  /** A place by its name; undefined if the lab has none of that name. */
  async find(name: string): Promise<PolicyPlace | undefined> {
    const { places } = await this.#view.policies.list();
    return places.find((place) => place.name === name);
  }

  /** True if a document of the place was replaced here. */
  canUndo({ name }: PolicyPlace): boolean {
    return this.#replaced.has(name);
  }

  /** Does what a form asks for. */
  async answer(place: PolicyPlace, form: PolicyForm): Promise<Edited> {
    const { asked, text, setter, base } = form;
    const open = { place, draft: text, setter, findings: [] };
    if (asked === 'check')
      return { ...open, findings: await this.#view.policies.check(place, { text, setter }) };
    if (asked === 'original')
      return {
        ...open,
        draft: place.origin?.text ?? text,
        remark: 'This is the scenario’s document. It is not in force before it is applied.',
      };
    if (digestOf(place.text) !== base)
      return {
        ...open,
        remark:
          'Another client has changed this document meanwhile, so nothing was done. Ask again to replace the newer one.',
      };
    if (asked === 'undo') return this.#undone(place, form);
    if (asked === 'apply' && place.text === text)
      return { ...open, remark: 'This document is in force already.' };
    const edited = await this.#set(place, { text: asked === 'remove' ? undefined : text, setter });
    if (edited.change?.isSet === true) this.#keep(place);
    return edited;
  }

  async #undone(place: PolicyPlace, { text, setter }: PolicyForm): Promise<Edited> {
    const replaced = this.#replaced.get(place.name);
    if (replaced === undefined)
      return {
        place,
        draft: text,
        setter,
        findings: [],
        remark: 'Nothing was applied here that could be undone.',
      };
    const edited = await this.#set(place, { text: replaced.at(-1), setter });
    if (edited.change?.isSet === true) {
      if (replaced.length > 1) this.#replaced.set(place.name, replaced.slice(0, -1));
      else this.#replaced.delete(place.name);
    }
    return edited;
  }

  async #set(place: PolicyPlace, draft: PolicyDraft): Promise<Edited> {
    const change = await this.#view.policies.apply(place, draft);
    const now = (change.isSet ? await this.find(place.name) : undefined) ?? place;
    return {
      place: change.isSet && now === place ? { ...place, text: draft.text } : now,
      draft: draft.text ?? '',
      setter: draft.setter,
      findings: change.findings,
      change,
    };
  }

  #keep({ name, text }: PolicyPlace): void {
    this.#replaced.set(name, [...(this.#replaced.get(name) ?? []), text].slice(-KEPT));
  }
}
