import { parseTemplate } from './parse-template.ts';
import type { SourceBlock, SourceBody, SourceExpression, TraversalStep } from './source-expression.ts';
import { SourceScanner } from './source-scanner.ts';

const NAME = /[A-Za-z_][\w-]*/;

/** The binary operators of each precedence, the weakest first. */
const OPERATORS = [/\|\|/, /&&/, /[=!]=/, /[<>]=?/, /[+-]/, /[*/%]/] as const;

/** Reads a file of Terraform's language. Throws SourceFault for what is not in it. */
export function parseSource(text: string): SourceBody {
  const parser = new Parser(text.replace(/^\uFEFF/, ''));
  return parser.body(() => parser.scanner.isAtEnd);
}

/** Reads the text of a template's file. Throws SourceFault for what is no template. */
export function parseTemplateText(text: string): SourceExpression {
  return new Parser(text).template();
}

class Parser {
  readonly scanner: SourceScanner;

  constructor(text: string) {
    this.scanner = new SourceScanner(text);
  }

  template(): SourceExpression {
    const ends = () => this.scanner.isAtEnd;
    return parseTemplate(this.scanner, { ends, hasEscapes: false }, () => this.expression());
  }

  body(ends: () => boolean): SourceBody {
    const attributes: Record<string, SourceExpression> = {};
    const blocks: SourceBlock[] = [];
    for (;;) {
      this.scanner.skipLines();
      if (ends()) return { attributes, blocks };
      const name = this.scanner.take(NAME);
      if (name === undefined) throw this.scanner.fault('a name is missing');
      if (this.scanner.sees(/=(?!=)/)) {
        this.scanner.expect('=');
        attributes[name] = this.expression();
      } else blocks.push(this.#block(name));
    }
  }

  #block(type: string): SourceBlock {
    const labels: string[] = [];
    while (!this.scanner.takes('{')) {
      const label = this.scanner.take(/"[^"\n]*"/)?.slice(1, -1) ?? this.scanner.take(NAME);
      if (label === undefined) throw this.scanner.fault('{ is missing');
      labels.push(label);
    }
    const body = this.scanner.withLines(false, () => this.body(() => this.scanner.takes('}')));
    return { type, labels, body };
  }

  expression(): SourceExpression {
    const test = this.#operation(0);
    if (!this.scanner.takes('?')) return test;
    const yes = this.expression();
    this.scanner.expect(':');
    return { kind: 'choice', test, yes, no: this.expression() };
  }

  #operation(precedence: number): SourceExpression {
    const pattern = OPERATORS[precedence];
    if (pattern === undefined) return this.#unary();
    let left = this.#operation(precedence + 1);
    for (;;) {
      this.scanner.skip();
      const operator = this.scanner.sees(/=>/) ? undefined : this.scanner.take(pattern);
      if (operator === undefined) return left;
      left = { kind: 'operation', operator, left, right: this.#operation(precedence + 1) };
    }
  }

  #unary(): SourceExpression {
    if (this.scanner.sees(/!(?!=)/)) {
      this.scanner.expect('!');
      return { kind: 'not', of: this.#unary() };
    }
    return this.#withSteps(this.#primary());
  }

  #withSteps(of: SourceExpression): SourceExpression {
    const steps: TraversalStep[] = [];
    for (let step = this.#step(); step !== undefined; step = this.#step()) steps.push(step);
    if (steps.length === 0) return of;
    return of.kind === 'traversal' ? { ...of, steps } : { kind: 'within', of, steps };
  }

  #step(): TraversalStep | undefined {
    const { scanner } = this;
    if (scanner.take(/\.\*|\[\*\]/) !== undefined) return { kind: 'splat' };
    if (scanner.take(/\.(?=\w)/) !== undefined) {
      const number = scanner.take(/\d+/);
      if (number !== undefined) return { kind: 'index', index: { kind: 'value', value: Number(number) } };
      return { kind: 'name', name: scanner.take(NAME) ?? '' };
    }
    if (scanner.take(/\[/) === undefined) return undefined;
    return scanner.withLines(true, () => {
      const index = this.expression();
      scanner.expect(']');
      return { kind: 'index', index };
    });
  }

  #primary(): SourceExpression {
    const { scanner } = this;
    scanner.skip();
    const number = scanner.take(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/);
    if (number !== undefined) return { kind: 'value', value: Number(number) };
    if (scanner.take(/"/) !== undefined) {
      const ends = () => scanner.take(/"/) !== undefined;
      return parseTemplate(scanner, { ends, hasEscapes: true }, () => this.expression());
    }
    const heredoc = scanner.take(/<<-?\w+[ \t\r]*\n/);
    if (heredoc !== undefined) return this.#heredoc(heredoc);
    if (scanner.take(/\(/) !== undefined)
      return scanner.withLines(true, () => {
        const within = this.expression();
        scanner.expect(')');
        return within;
      });
    if (scanner.take(/\[/) !== undefined) return scanner.withLines(true, () => this.#list());
    if (scanner.take(/\{/) !== undefined) return scanner.withLines(false, () => this.#object());
    const name = scanner.take(NAME);
    if (name === undefined) throw scanner.fault('an expression is missing');
    return this.#named(name);
  }

  #named(name: string): SourceExpression {
    if (name === 'null') return { kind: 'value', value: null };
    if (name === 'true' || name === 'false') return { kind: 'value', value: name === 'true' };
    if (this.scanner.take(/\(/) === undefined) return { kind: 'traversal', root: name, steps: [] };
    return this.scanner.withLines(true, () => {
      const given: SourceExpression[] = [];
      while (!this.scanner.takes(')')) {
        given.push(this.expression());
        // `f(list...)` gives the items of a list.
        if (this.scanner.takes('...'))
          given.push({ kind: 'opaque', what: `${name} with a list of arguments` });
        if (!this.scanner.takes(',') && !this.scanner.sees(/\)/)) throw this.scanner.fault(') is missing');
      }
      return { kind: 'call', name, given };
    });
  }

  #list(): SourceExpression {
    if (this.scanner.sees(/for\s/)) return this.#for(']');
    const items: SourceExpression[] = [];
    while (!this.scanner.takes(']')) {
      items.push(this.expression());
      if (!this.scanner.takes(',') && !this.scanner.sees(/\]/)) throw this.scanner.fault('] is missing');
    }
    return { kind: 'list', items };
  }

  #object(): SourceExpression {
    this.scanner.skipLines();
    if (this.scanner.sees(/for\s/)) return this.scanner.withLines(true, () => this.#for('}'));
    const entries: (readonly [SourceExpression, SourceExpression])[] = [];
    for (;;) {
      this.scanner.skipLines();
      if (this.scanner.takes('}')) return { kind: 'object', entries };
      const bare = this.scanner.sees(/[A-Za-z_][\w-]*\s*[=:]/) ? this.scanner.take(NAME) : undefined;
      const key: SourceExpression = bare === undefined ? this.expression() : { kind: 'value', value: bare };
      if (!this.scanner.takes('=')) this.scanner.expect(':');
      this.scanner.skipLines();
      entries.push([key, this.expression()]);
      this.scanner.skipLines();
      this.scanner.takes(',');
    }
  }

  #for(end: ']' | '}'): SourceExpression {
    const { scanner } = this;
    const word = (text: string) => {
      scanner.skipLines();
      scanner.expect(text);
      scanner.skipLines();
    };
    word('for');
    const names = [scanner.take(NAME) ?? ''];
    if (scanner.takes(',')) {
      scanner.skipLines();
      names.push(scanner.take(NAME) ?? '');
    }
    word('in');
    const of = this.expression();
    word(':');
    const first = this.expression();
    const isObject = scanner.takes('=>');
    const value = isObject ? this.expression() : first;
    const isGrouped = scanner.takes('...');
    const condition = this.#condition();
    scanner.skipLines();
    scanner.expect(end);
    if (isGrouped) return { kind: 'opaque', what: 'a for that groups' };
    return { kind: 'for', names, of, key: isObject ? first : undefined, value, condition };
  }

  #condition(): SourceExpression | undefined {
    if (!this.scanner.sees(/if\s/)) return undefined;
    this.scanner.expect('if');
    return this.expression();
  }

  /** A text of lines up to its word. With `<<-`, the indentation that all lines share is left out. */
  #heredoc(begin: string): SourceExpression {
    const [, word = ''] = /(\w+)\s*$/.exec(begin) ?? [];
    const { text, position } = this.scanner;
    const end = new RegExp(`^[ \\t]*${word}[ \\t\\r]*$`, 'm').exec(text.slice(position));
    if (end === null) throw this.scanner.fault(`${word} is missing`);
    const lines = text.slice(position, position + end.index);
    this.scanner.position += end.index + end[0].length;
    const indents = lines
      .split('\n')
      .flatMap((line) => (line.trim() === '' ? [] : (/^[ \t]*/.exec(line)?.[0].length ?? 0)));
    const indent = begin.startsWith('<<-') ? Math.min(...indents) : 0;
    const dedented = lines
      .split('\n')
      .map((line) => line.slice(Math.min(indent, line.length)))
      .join('\n');
    return parseTemplateText(dedented);
  }
}
