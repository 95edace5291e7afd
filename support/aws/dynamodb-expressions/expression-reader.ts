import { validation } from '../dynamodb-errors.ts';
import type { DocumentPath, Operand } from './expression.ts';
import type { Placeholders } from './placeholders.ts';
import { RESERVED_WORDS } from './reserved-words.ts';
import { type Token, tokensOf } from './tokens.ts';

/** The members that hold expressions. */
export type ExpressionMember =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'ProjectionExpression'
  | 'UpdateExpression';

/** In bytes, and in operators and functions. Source: Amazon DynamoDB developer guide, "Quotas", expression parameters. */
const LONGEST = 4096;
const MOST_OPERATORS = 300;

/** Reads an expression piece by piece. Its errors have DynamoDB's words, and name the member. */
export class ExpressionReader {
  readonly #member: ExpressionMember;
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #placeholders: Placeholders;
  #next = 0;
  #operators = 0;

  constructor(member: ExpressionMember, text: string, placeholders: Placeholders) {
    this.#member = member;
    this.#text = text;
    this.#placeholders = placeholders;
    const size = Buffer.byteLength(text);
    if (text.trim() === '') throw this.fault('The expression can not be empty;');
    if (size > LONGEST)
      throw this.fault(`Expression size has exceeded the maximum allowed size; expression size: ${size}`);
    const tokens = tokensOf(text);
    if ('unreadableAt' in tokens) throw this.#unreadable(tokens.unreadableAt);
    this.#tokens = tokens;
  }

  /** The next piece, which stays. */
  get token(): Token {
    return this.#at(this.#next);
  }

  /** Takes the next piece. */
  take(): Token {
    const taken = this.token;
    if (taken.kind !== 'end') this.#next += 1;
    return taken;
  }

  /** True, and the piece is taken, if the next one is this sign. */
  takes(sign: string): boolean {
    if (this.token.kind !== 'sign' || this.token.text !== sign) return false;
    this.#next += 1;
    return true;
  }

  /** True, and the piece is taken, if the next one is this word, in any letter case. */
  takesWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.#next += 1;
    return true;
  }

  /** True if the next piece is this word, in any letter case. */
  isWord(word: string): boolean {
    return this.token.kind === 'name' && this.token.text.toUpperCase() === word;
  }

  /** True if the next piece is the name of a function: a parenthesis follows it. */
  isCall(): boolean {
    const after = this.#at(this.#next + 1);
    return this.token.kind === 'name' && after.kind === 'sign' && after.text === '(';
  }

  /** Takes this sign. Throws ValidationException for anything else. */
  expect(sign: string): void {
    if (!this.takes(sign)) throw this.syntax();
  }

  /** Throws ValidationException unless everything was read. */
  expectEnd(): void {
    if (this.token.kind !== 'end') throw this.syntax();
  }

  /** Counts an operator or function. Undocumented: the text for too many; it is keyhole's own. */
  count(): void {
    this.#operators += 1;
    if (this.#operators > MOST_OPERATORS)
      throw this.fault(`The expression has more than ${MOST_OPERATORS} operators and functions`);
  }

  /** Takes the operands of a function between its parentheses. */
  operands<T>(read: () => T): readonly T[] {
    this.expect('(');
    const operands = [read()];
    while (this.takes(',')) operands.push(read());
    this.expect(')');
    return operands;
  }

  /** Takes a document path. */
  path(): DocumentPath {
    const path: [string, ...(string | number)[]] = [this.#name()];
    for (;;) {
      if (this.takes('.')) path.push(this.#name());
      else if (this.takes('[')) {
        if (this.token.kind !== 'number') throw this.syntax();
        path.push(Number(this.take().text));
        this.expect(']');
      } else return path;
    }
  }

  /** Takes a document path or a placeholder of a value. */
  pathOrValue(): Exclude<Operand, { readonly kind: 'size' }> {
    if (this.token.kind !== 'value') return { kind: 'path', path: this.path() };
    const { text } = this.take();
    const value = this.#placeholders.value(text);
    if (value === undefined)
      throw this.fault(
        `An expression attribute value used in expression is not defined; attribute value: ${text}`,
      );
    return { kind: 'value', value };
  }

  #name(): string {
    const { kind, text } = this.token;
    if (kind === 'placeholder') {
      this.take();
      const name = this.#placeholders.name(text);
      if (name !== undefined) return name;
      throw this.fault(
        `An expression attribute name used in the document path is not defined; attribute name: ${text}`,
      );
    }
    if (kind !== 'name') throw this.syntax();
    if (RESERVED_WORDS.has(text.toUpperCase()))
      throw this.fault(`Attribute name is a reserved keyword; reserved keyword: ${text}`);
    this.take();
    return text;
  }

  /** The error for the next piece. */
  syntax(): Error {
    const { text, at } = this.token;
    const before = this.#next > 0 ? this.#at(this.#next - 1).at : at;
    const after = this.#at(this.#next + 1);
    const end = after.kind === 'end' ? after.at : after.at + after.text.length;
    return this.fault(`Syntax error; token: "${text}", near: "${this.#text.slice(before, end)}"`);
  }

  /** An error of this expression. */
  fault(problem: string): Error {
    return validation(`Invalid ${this.#member}: ${problem}`);
  }

  #unreadable(from: number): Error {
    const at = from + (this.#text.slice(from).length - this.#text.slice(from).trimStart().length);
    const near = this.#text.slice(Math.max(0, at - 8), at + 8);
    return this.fault(`Syntax error; token: "${this.#text[at]}", near: "${near}"`);
  }

  #at(position: number): Token {
    const last: Token = { kind: 'end', text: '<EOF>', at: this.#text.length };
    return this.#tokens[position] ?? this.#tokens.at(-1) ?? last;
  }
}
