import { element } from '../../documentation/browser/element.ts';
import { followDocument, type Newest } from './follow-document.ts';
import { formatButton, PolicyText } from './policy-text.ts';
import { type LabAnswer, sendForm } from './send-form.ts';

/** Milliseconds after the last key before the document is checked. */
const PAUSE = 150;

/** The elements of a policy's page that its script works on. */
interface Parts {
  readonly page: HTMLElement;
  readonly form: HTMLFormElement;
  readonly editor: HTMLElement;
  readonly said: HTMLElement;
  readonly standing: HTMLElement;
  readonly base: HTMLInputElement;
}

/** Makes the editor of a policy's page, if the page has its parts. */
export function editPolicy(page: HTMLElement): void {
  const form = page.querySelector('form');
  const editor = page.querySelector<HTMLElement>('.editor');
  const said = page.querySelector<HTMLElement>('#said');
  const standing = page.querySelector<HTMLElement>('#standing');
  const base = page.querySelector<HTMLInputElement>('[name=base]');
  if (form && editor && said && standing && base)
    new PolicyEditor({ page, form, editor, said, standing, base }).begin();
}

/**
 * The editor of a policy. It checks the document as its reader types, and sends the form without leaving the page. It says
 * when another client has changed the document.
 */
class PolicyEditor {
  readonly #parts: Parts;
  readonly #text: PolicyText;
  /** The remark about other clients. */
  readonly #another = element('span', { role: 'status' });
  #inForce: string;
  #timer = 0;
  #checks = 0;
  #isChanging = false;
  /** Shows a newer document, of which a stream told while a change was under way. */
  #later: (() => void) | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#text = new PolicyText(parts.editor);
    this.#inForce = this.#text.area.value;
  }

  /** Listens to the reader and to the lab. */
  begin(): void {
    const { page, form, said } = this.#parts;
    const { area } = this.#text;
    const live = element('span', { class: 'soft' });
    const others = element('p', { class: 'small' }, live, ' ', this.#another);
    form.querySelector('.acts')?.append(formatButton(this.#text), others);
    area.addEventListener('input', () => this.#typed());
    area.addEventListener('keydown', (event) => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void this.#send('apply');
    });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const { submitter } = event;
      void this.#send(submitter instanceof HTMLButtonElement ? submitter.value : 'apply');
    });
    said.addEventListener('click', (event) => this.#goToPlace(event));
    addEventListener('beforeunload', (event) => {
      if (area.value !== this.#inForce) event.preventDefault();
    });
    followDocument(page, live, (newest, digest) => {
      if (this.#isChanging) this.#later = () => this.#renew(newest, digest);
      else this.#renew(newest, digest);
    });
  }

  #typed(): void {
    this.#text.mark([]);
    this.#showIfChanged();
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#send('check'), PAUSE);
  }

  async #send(asked: string): Promise<void> {
    clearTimeout(this.#timer);
    const number = ++this.#checks;
    const isCheck = asked === 'check';
    // The reader may have typed on when the answer to a check comes. That to a change counts all the same.
    const isOld = () => isCheck && (number !== this.#checks || this.#isChanging);
    if (!isCheck) this.#isChanging = true;
    const { form, page, said } = this.#parts;
    try {
      const answer = await sendForm(form, { asked, token: page.dataset.token ?? '' });
      if (!isOld()) this.#show(answer, asked);
    } catch (error) {
      if (!isOld()) said.replaceChildren(element('p', { class: 'ruling is-broken' }, wordsOf(error)));
    }
    if (isCheck) return;
    this.#isChanging = false;
    this.#later?.();
    this.#later = undefined;
  }

  #show(answer: LabAnswer, asked: string): void {
    const { page, form, said, standing, base } = this.#parts;
    if (['undo', 'original', 'remove'].includes(asked)) this.#text.area.value = answer.draft;
    if (asked !== 'check') base.value = answer.base;
    if (answer.isSet) {
      this.#inForce = answer.draft;
      page.dataset.base = answer.base;
      this.#another.replaceChildren();
    }
    put(said, answer.said);
    put(standing, answer.standing);
    this.#text.mark(answer.marks);
    for (const [name, isPossible] of Object.entries(answer.can)) {
      const button = form.querySelector<HTMLButtonElement>(`button[value="${name}"]`);
      if (button !== null) button.disabled = !isPossible;
    }
    this.#showIfChanged();
  }

  /** Shows a newer document of another client, or offers it if the reader is writing. */
  #renew({ text, exists }: Newest, digest: string): void {
    const { page, base } = this.#parts;
    if (digest === page.dataset.base) return;
    page.dataset.base = digest;
    if (!exists) {
      this.#another.replaceChildren('A client has deleted what this policy was of.');
      return;
    }
    const load = () => {
      this.#text.area.value = text;
      base.value = digest;
      void this.#send('check');
    };
    const isUntouched = this.#text.area.value === this.#inForce;
    this.#inForce = text;
    if (isUntouched) {
      this.#another.replaceChildren('A client has changed this document: the new one is shown.');
      load();
      return;
    }
    const button = element('button', { type: 'button', class: 'plain' }, 'Load it');
    button.addEventListener('click', () => {
      this.#another.replaceChildren();
      load();
    });
    this.#another.replaceChildren('A client has changed this document. Your text is kept. ', button);
  }

  #showIfChanged(): void {
    this.#parts.editor.classList.toggle('is-changed', this.#text.area.value !== this.#inForce);
  }

  #goToPlace(event: MouseEvent): void {
    const place = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-line]') : null;
    if (place === null) return;
    event.preventDefault();
    this.#text.goTo(Number(place.dataset.line), Number(place.dataset.column));
  }
}

/** Puts markup of the lab into an element. The lab has escaped every name in it. */
function put(place: HTMLElement, markup: string): void {
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  place.replaceChildren(...parsed.body.childNodes);
}

function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return message === '' || /fetch|network/i.test(message)
    ? 'The lab does not answer, so nothing was changed. Start it again, and load this page again.'
    : message;
}
