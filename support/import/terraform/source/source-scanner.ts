/** A place at which a text is not Terraform's language. */
export class SourceFault extends Error {
  readonly line: number;

  constructor(what: string, line: number) {
    super(what);
    this.line = line;
  }
}

/** Reads a text of Terraform's language from the left, without spaces and comments. */
export class SourceScanner {
  readonly text: string;
  position = 0;
  /** True within parentheses and brackets, where a line break is a space. */
  #areLinesSpaces = false;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.position >= this.text.length;
  }

  /** Runs `read` with line breaks as spaces, or as ends. */
  withLines<Read>(areSpaces: boolean, read: () => Read): Read {
    const before = this.#areLinesSpaces;
    this.#areLinesSpaces = areSpaces;
    try {
      return read();
    } finally {
      this.#areLinesSpaces = before;
    }
  }

  /** Skips spaces and comments, and line breaks where they are spaces. */
  skip(): void {
    this.#skip(this.#areLinesSpaces ? /(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y : SPACES);
  }

  /** Skips spaces, comments and all line breaks. */
  skipLines(): void {
    this.#skip(/(?:\s+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y);
  }

  /** The text that matches here, which is then behind; undefined if it does not match. */
  take(pattern: RegExp): string | undefined {
    const sticky = new RegExp(pattern.source, 'y');
    sticky.lastIndex = this.position;
    const [found] = sticky.exec(this.text) ?? [];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  /** True if the text is here, which is then behind. */
  takes(word: string): boolean {
    this.skip();
    if (!this.text.startsWith(word, this.position)) return false;
    this.position += word.length;
    return true;
  }

  /** Takes the text. Throws SourceFault for another one. */
  expect(word: string): void {
    if (!this.takes(word)) throw this.fault(`${word} is missing`);
  }

  /** True if the text is here. */
  sees(pattern: RegExp): boolean {
    this.skip();
    const before = this.position;
    const found = this.take(pattern) !== undefined;
    this.position = before;
    return found;
  }

  /** A fault at the current place. */
  fault(what: string): SourceFault {
    return new SourceFault(what, this.text.slice(0, this.position).split('\n').length);
  }

  #skip(pattern: RegExp): void {
    pattern.lastIndex = this.position;
    this.position += pattern.exec(this.text)?.[0].length ?? 0;
  }
}

const SPACES = /(?:[ \t\r]+|#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
