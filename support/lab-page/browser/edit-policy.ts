import { element } from '../../documentation/browser/element.ts';
import { follow } from './live-source.ts';
import { type LineMark, PolicyText } from './policy-text.ts';

/** The lab's answer to the form of a policy. */
interface Answer {
  readonly draft: string;
  readonly base: string;
  /** Markup of the lab, with every name escaped. */
  readonly said: string;
  readonly standing: string;
  readonly marks: readonly LineMark[];
  readonly isSet: boolean;
  readonly can: Readonly<Record<'undo' | 'original' | 'remove', boolean>>;
}

/** Milliseconds after the last key before the document is checked. */
const PAUSE = 150;

/**
 * The editor of a policy: it checks the document as its reader types, sends the form without leaving the page, and says when
 * another client has changed the document.
 */
export function editPolicy(page: HTMLElement): void {
  const form = page.querySelector('form');
  const editor = page.querySelector<HTMLElement>('.editor');
  const said = page.querySelector<HTMLElement>('#said');
  if (form === null || editor === null || said === null) return;
  const text = new PolicyText(editor);
  const { area } = text;
  const base = form.querySelector<HTMLInputElement>('[name=base]');
  const state = { checks: 0, inForce: area.value, timer: 0, changing: false };
  const standing = document.getElementById('standing');
  const live = element('span', { class: 'soft' });
  const another = element('span', { role: 'status' });
  form
    .querySelector('.acts')
    ?.append(formatButton(text), element('p', { class: 'small' }, live, ' ', another));
  /** The newest document, if a stream told of it while a change was under way. */
  let told: (() => void) | undefined;

  const send = async (asked: string) => {
    clearTimeout(state.timer);
    const number = ++state.checks;
    // The reader may have typed on when an answer comes. That to a change counts all the same.
    const isOld = () => asked === 'check' && (number !== state.checks || state.changing);
    if (asked !== 'check') state.changing = true;
    form.toggleAttribute('aria-busy', state.changing);
    try {
      const answer = await ask(form, { asked, token: page.dataset.token ?? '' });
      if (!isOld()) show(answer, asked);
    } catch (error) {
      if (!isOld()) said.replaceChildren(element('p', { class: 'ruling is-broken' }, wordsOf(error)));
    } finally {
      if (asked !== 'check') {
        state.changing = false;
        told?.();
        told = undefined;
      }
      form.toggleAttribute('aria-busy', state.changing);
    }
  };
  const show = (answer: Answer, asked: string) => {
    if (['undo', 'original', 'remove'].includes(asked)) area.value = answer.draft;
    if (base !== null && asked !== 'check') base.value = answer.base;
    if (answer.isSet) {
      state.inForce = answer.draft;
      page.dataset.base = answer.base;
      another.replaceChildren();
    }
    put(said, answer.said);
    if (standing !== null) put(standing, answer.standing);
    text.mark(answer.marks);
    for (const [name, isPossible] of Object.entries(answer.can)) {
      const button = form.querySelector<HTMLButtonElement>(`button[value="${name}"]`);
      if (button !== null) button.disabled = !isPossible;
    }
    editor.classList.toggle('is-changed', area.value !== state.inForce);
  };

  area.addEventListener('input', () => {
    text.mark([]);
    editor.classList.toggle('is-changed', area.value !== state.inForce);
    clearTimeout(state.timer);
    state.timer = window.setTimeout(() => send('check'), PAUSE);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { submitter } = event;
    void send(submitter instanceof HTMLButtonElement ? submitter.value : 'apply');
  });
  area.addEventListener('keydown', (event) => {
    if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void send('apply');
  });
  said.addEventListener('click', (event) => {
    const place = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-line]') : null;
    if (place === null) return;
    event.preventDefault();
    text.goTo(Number(place.dataset.line), Number(place.dataset.column));
  });
  addEventListener('beforeunload', (event) => {
    if (area.value !== state.inForce) event.preventDefault();
  });
  const renewed = ({ text: newest, exists }: Newest, digest: string) => {
    if (digest === page.dataset.base) return;
    page.dataset.base = digest;
    if (!exists) {
      another.replaceChildren('A client has deleted what this policy was of.');
      return;
    }
    const load = () => {
      area.value = newest;
      if (base !== null) base.value = digest;
      void send('check');
    };
    const isUntouched = area.value === state.inForce;
    state.inForce = newest;
    if (isUntouched) {
      another.replaceChildren('A client has changed this document: the new one is shown.');
      load();
    } else {
      const button = element('button', { type: 'button', class: 'plain' }, 'Load it');
      button.addEventListener('click', () => {
        another.replaceChildren();
        load();
      });
      another.replaceChildren('A client has changed this document. Your text is kept. ', button);
    }
  };
  followDocument(page, live, (newest, digest) => {
    if (state.changing) told = () => renewed(newest, digest);
    else renewed(newest, digest);
  });
}

function put(place: HTMLElement, markup: string): void {
  const parsed = new DOMParser().parseFromString(markup, 'text/html');
  place.replaceChildren(...parsed.body.childNodes);
}

interface Sent {
  readonly asked: string;
  readonly token: string;
}

/** Sends a form to its own address. The header with the token is one that a page of another origin cannot send. */
async function ask(form: HTMLFormElement, { asked, token }: Sent): Promise<Answer> {
  const fields = new URLSearchParams({ do: asked });
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  const response = await fetch(location.pathname, {
    method: 'POST',
    headers: { 'x-keyhole-page': token },
    body: fields,
  });
  if (!response.ok) throw new TypeError((await response.text()).trim());
  const answer: Answer = await response.json();
  return answer;
}

function wordsOf(error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  return message === '' || /fetch|network/i.test(message)
    ? 'The lab does not answer, so nothing was changed. Start it again, and load this page again.'
    : message;
}

/** A button that sets the document with one element a line. It is of use once the text is JSON. */
function formatButton(text: PolicyText): HTMLElement {
  const button = element('button', { type: 'button', class: 'plain' }, 'Format');
  button.addEventListener('click', () => {
    try {
      text.area.value = JSON.stringify(JSON.parse(text.area.value), undefined, 2);
      text.area.dispatchEvent(new Event('input'));
    } catch {
      // The check has already said what is not JSON.
    }
  });
  return button;
}

interface Newest {
  readonly text: string;
  readonly exists: boolean;
}

function followDocument(
  page: HTMLElement,
  said: HTMLElement,
  onChange: (newest: Newest, digest: string) => void,
): void {
  const url = new URL('../../stream', location.href);
  url.searchParams.set('policies', page.dataset.policy ?? '');
  url.searchParams.set('after', page.dataset.base ?? '');
  follow({ url, said, onMessage: (data, id) => onChange(JSON.parse(data), id) });
}
