import { PLACEHOLDER } from './passage.ts';

/** A comment or a literal of a TypeScript source. */
export interface Scanned {
  readonly kind: 'block' | 'line' | 'literal';
  /** A comment with its marks; a literal without its quotes, expressions replaced by {@link PLACEHOLDER}. */
  readonly text: string;
  /** Where it begins in the source. */
  readonly start: number;
}

/** A comment, a literal, code without any sign that matters here, or one such sign. */
const TOKEN =
  /(?<code>[^'"`/{}+]+)|(?<block>\/\*[\s\S]*?\*\/)|(?<line>\/\/[^\n]*)|(?<literal>'(?:\\[\s\S]|[^'\\\n])*'|"(?:\\[\s\S]|[^"\\\n])*")|(?<sign>[\s\S])/y;
const REGULAR_EXPRESSION = /\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\/[a-z]*/y;
const TEMPLATE_CHUNK = /((?:\\[\s\S]|\$(?!\{)|[^`\\$])*)(`|\$\{)/y;

/** The end of code after which a slash begins a regular expression, not a division. */
const BEFORE_EXPRESSION =
  /(?:^|[(,=:[!&|?{};+\-*%<>~^]|(?<![\w$.])(?:return|typeof|case|in|of|do|else|void|yield|await))$/;

interface OpenTemplate {
  readonly start: number;
  text: string;
  /** How many braces are open in the expression that is read. */
  braces: number;
}

/** The comments and literals of a TypeScript source, in order. Literals joined by `+` are one. */
export function scanTypeScript(source: string): readonly Scanned[] {
  return new Scanner(source).scan();
}

class Scanner {
  readonly #source: string;
  readonly #found: Scanned[] = [];
  readonly #templates: OpenTemplate[] = [];
  #at = 0;
  /** The last token that is neither blank nor a comment, and the one before it. */
  #last = '';
  #beforeLast = '';

  constructor(source: string) {
    this.#source = source;
  }

  scan(): readonly Scanned[] {
    while (this.#at < this.#source.length) this.#step();
    return this.#found;
  }

  #step(): void {
    const start = this.#at;
    const groups = this.#match(TOKEN)?.groups ?? {};
    if (groups.code !== undefined) this.#follow(groups.code.trim());
    else if (groups.block !== undefined) this.#found.push({ kind: 'block', text: groups.block, start });
    else if (groups.line !== undefined) this.#found.push({ kind: 'line', text: groups.line, start });
    else if (groups.literal !== undefined) this.#literal(groups.literal.slice(1, -1), start);
    else this.#sign(groups.sign ?? '', start);
  }

  #sign(mark: string, start: number): void {
    const template = this.#templates.at(-1);
    if (mark === '`') {
      this.#templates.push({ start, text: '', braces: 0 });
      this.#chunk();
      return;
    }
    if (mark === '}' && template?.braces === 0) {
      this.#chunk();
      return;
    }
    if (template && mark === '{') template.braces++;
    if (template && mark === '}') template.braces--;
    this.#follow(mark === '/' && this.#regularExpression(start) ? 'regex' : mark);
  }

  /** Reads a regular expression that begins at a slash; false if the slash is a division. */
  #regularExpression(start: number): boolean {
    if (!BEFORE_EXPRESSION.test(this.#last)) return false;
    this.#at = start;
    if (this.#match(REGULAR_EXPRESSION)) return true;
    this.#at = start + 1;
    return false;
  }

  /** Reads on in the innermost template, up to its end or to its next expression. */
  #chunk(): void {
    const template = this.#templates.at(-1);
    const [, text = '', end = '`'] = this.#match(TEMPLATE_CHUNK) ?? [];
    if (template === undefined) return;
    template.text += text;
    if (end === '${') {
      template.text += PLACEHOLDER;
      this.#last = '(';
      return;
    }
    this.#templates.pop();
    this.#literal(template.text, template.start);
  }

  #literal(text: string, start: number): void {
    const before = this.#found.at(-1);
    if (this.#last === '+' && this.#beforeLast === 'literal' && before?.kind === 'literal') {
      this.#found[this.#found.length - 1] = { ...before, text: before.text + text };
    } else {
      this.#found.push({ kind: 'literal', text, start });
    }
    this.#follow('literal');
  }

  #follow(token: string): void {
    if (token === '') return;
    this.#beforeLast = this.#last;
    this.#last = token;
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#source);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }
}
