import { element } from '../../documentation/browser/element.ts';
import { jsonTokens } from './json-tokens.ts';

/** A line of the document to point at. */
export interface LineMark {
  readonly severity: string;
  readonly line?: number;
}

const ELEMENTS = { name: 'b', value: 'span', effect: 'strong' } as const;

/**
 * Lights up the document in a text area. A copy of its text lies beneath the transparent text of the area, beside the numbers
 * of its lines. The area stays a plain one: it takes keys, selections and undo as every other does, and Tab leaves it.
 */
export class PolicyText {
  readonly area: HTMLTextAreaElement;
  readonly #lit: HTMLElement;
  readonly #numbers: HTMLElement;
  #marks: readonly LineMark[] = [];

  constructor(editor: HTMLElement) {
    const area = editor.querySelector('textarea');
    const lit = editor.querySelector<HTMLElement>('.lit');
    const numbers = editor.querySelector<HTMLElement>('.numbers');
    if (area === null || lit === null || numbers === null) throw new TypeError('the page has no editor');
    this.area = area;
    this.#lit = lit;
    this.#numbers = numbers;
    lit.hidden = false;
    // The copy beneath gives the area its size.
    area.rows = 1;
    area.cols = 1;
    editor.classList.add('is-lit');
    this.draw();
  }

  /** Points at lines; without any, at none. */
  mark(marks: readonly LineMark[]): void {
    this.#marks = marks;
    this.draw();
  }

  /** Draws the copy and the numbers of the current text. */
  draw(): void {
    const lines = this.area.value.split('\n');
    const marked = new Map(this.#marks.map(({ line, severity }) => [line, severity]));
    const drawn = lines.map((line, index) => {
      const parts = jsonTokens(line).map(({ kind, text }) =>
        kind === 'text' ? text : element(ELEMENTS[kind], {}, text),
      );
      const severity = marked.get(index + 1);
      const whole = severity === undefined ? parts : [element('mark', { class: severity }, ...parts)];
      // The break stands outside of the mark, so that a marked line is no longer than it is.
      return [...whole, '\n'];
    });
    this.#lit.replaceChildren(...drawn.flat());
    this.#numbers.replaceChildren(
      ...lines.flatMap((_, index) => {
        const severity = marked.get(index + 1);
        const number = String(index + 1);
        return [severity === undefined ? number : element('b', { class: severity }, number), '\n'];
      }),
    );
  }

  /** Puts the caret at a line and a column, counted from 1. */
  goTo(line: number, column: number): void {
    const before = this.area.value.split('\n').slice(0, line - 1);
    const at = before.reduce((length, one) => length + one.length + 1, 0) + column - 1;
    this.area.focus();
    this.area.setSelectionRange(at, at);
  }
}

/** A button that sets the document with one element a line. It is of use once the text is JSON. */
export function formatButton({ area }: PolicyText): HTMLElement {
  const button = element('button', { type: 'button', class: 'plain' }, 'Format');
  button.addEventListener('click', () => {
    try {
      area.value = JSON.stringify(JSON.parse(area.value), undefined, 2);
      area.dispatchEvent(new Event('input'));
    } catch {
      // The check has already said what is not JSON.
    }
  });
  return button;
}
