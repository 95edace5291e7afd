import { element } from './element.ts';
import { keepChoice, keptChoice } from './kept-choice.ts';

/** A keyboard shortcut, as the help shows it. */
interface Shortcut {
  readonly keys: readonly string[];
  readonly words: string;
}

const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['/', 'Ctrl K'], words: 'search' },
  { keys: ['?'], words: 'these shortcuts' },
  { keys: ['↑', '↓', 'Enter'], words: 'choose a result, follow it' },
  { keys: ['Escape'], words: 'close' },
];

/** The shortcuts of the keyboard, and the dialog that lists them. Shortcuts of one key can be turned off. */
export class Shortcuts {
  readonly #search: () => void;
  readonly #dialog: HTMLDialogElement;
  #singleKeys = keptChoice('single-keys') !== 'off';

  constructor(search: () => void) {
    this.#search = search;
    const box = element('input', { type: 'checkbox' });
    box.checked = this.#singleKeys;
    box.addEventListener('change', () => {
      this.#singleKeys = box.checked;
      keepChoice('single-keys', box.checked ? undefined : 'off');
    });
    this.#dialog = helpDialog(box);
    document.body.append(this.#dialog);
    addEventListener('keydown', (event) => this.#press(event));
  }

  /** Shows the list of the shortcuts. */
  help(): void {
    if (!this.#dialog.open) this.#dialog.showModal();
  }

  #press(event: KeyboardEvent): void {
    if (event.isComposing || event.altKey) return;
    const withControl = event.ctrlKey || event.metaKey;
    if (withControl && event.key.toLowerCase() === 'k') this.#search();
    else if (withControl || !this.#singleKeys || isWriting(event.target)) return;
    else if (document.querySelector('dialog[open]')) return;
    else if (event.key === '/') this.#search();
    else if (event.key === '?') this.help();
    else return;
    event.preventDefault();
  }
}

/** True in a field that takes text or letters. */
function isWriting(at: EventTarget | null): boolean {
  return at instanceof HTMLElement && (at.isContentEditable || at.matches('input, textarea, select'));
}

function helpDialog(box: HTMLInputElement): HTMLDialogElement {
  const rows = SHORTCUTS.flatMap(({ keys, words }) => [
    element('dt', {}, ...keys.flatMap((key) => [element('kbd', {}, key), ' '])),
    element('dd', {}, words),
  ]);
  const dialog = element(
    'dialog',
    { class: 'shortcuts', 'aria-labelledby': 'shortcuts-title' },
    element('h2', { id: 'shortcuts-title' }, 'Shortcuts of the keyboard'),
    element('dl', {}, ...rows),
    element('label', {}, box, ' shortcuts of a single key'),
    element('form', { method: 'dialog' }, element('button', {}, 'Close')),
  );
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog) dialog.close();
  });
  return dialog;
}
