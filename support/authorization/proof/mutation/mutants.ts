import { readFileSync } from 'node:fs';
import { parseSync } from '@swc/core';

/** A deliberate fault: one piece of a source file is replaced by another. */
export interface Mutant {
  readonly file: string;
  /** The number of the changed line, from 1. */
  readonly line: number;
  /** The changed line before and after the fault, trimmed. The list of survivors identifies a mutant by them. */
  readonly before: string;
  readonly after: string;
  readonly source: string;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

type Node = Readonly<Record<string, unknown>> & { readonly type: string; readonly span?: Span };

const OPPOSITES: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '+': '-',
  '-': '+',
};

/** Lists every mutant of a file: reversed operators, forced tests, removed negations and removed list entries. */
export function mutantsOf(file: string, root: URL): readonly Mutant[] {
  const source = readFileSync(new URL(file, root));
  const edits: Edit[] = [];
  // The parser counts positions on from file to file. The semicolon marks the position at which this text starts.
  const module = parseSync(`;${source}`, { syntax: 'typescript', target: 'esnext' });
  const base = module.span.start + 1;
  const at = ({ start, end }: Span): Span => ({ start: start - base, end: end - base });
  const textOf = (span: Span) => source.subarray(span.start, span.end).toString();
  visit(module, (node) => edits.push(...editsOf(node, { at, textOf })));
  return edits.map((edit) => mutantBy(edit, file, source));
}

interface Text {
  at(span: Span): Span;
  textOf(span: Span): string;
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) for (const one of value) visit(one, see);
  else if (isObject(value)) {
    if (isTypeOnly(value)) return;
    if (isNode(value)) see(value);
    for (const child of Object.values(value)) visit(child, see);
  }
}

function isTypeOnly({ type }: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof type === 'string' && (/^Ts(?!As|Non|Satisfies|Const)/.test(type) || type === 'ImportDeclaration')
  );
}

function editsOf(node: Node, text: Text): readonly Edit[] {
  const { at, textOf } = text;
  const spanOf = (member: string): Span | undefined => {
    const child = node[member];
    const inner = isObject(child) && isObject(child.expression) && !isNode(child) ? child.expression : child;
    return isNode(inner) && inner.span !== undefined ? at(inner.span) : undefined;
  };
  const forced = (span: Span | undefined): Edit[] =>
    span === undefined ? [] : ['true', 'false'].map((value) => ({ ...span, text: value }));
  switch (node.type) {
    case 'BinaryExpression': {
      const [left, right] = [spanOf('left'), spanOf('right')];
      const opposite = OPPOSITES[String(node.operator)];
      if (left === undefined || right === undefined) return [];
      if (node.operator === '??')
        return [
          { ...left, end: right.end, text: textOf(left) },
          { ...left, end: right.end, text: textOf(right) },
        ];
      return opposite === undefined ? [] : [{ start: left.end, end: right.start, text: ` ${opposite} ` }];
    }
    case 'IfStatement':
    case 'ConditionalExpression':
      return forced(spanOf('test'));
    case 'UnaryExpression': {
      const span = spanOf('argument');
      if (node.operator !== '!' || span === undefined || node.span === undefined) return [];
      return [{ ...at(node.span), text: textOf(span) }];
    }
    case 'BooleanLiteral':
      return node.span === undefined
        ? []
        : [{ ...at(node.span), text: node.value === true ? 'false' : 'true' }];
    case 'ArrayExpression':
      return withoutElements(node, text);
    default:
      return [];
  }
}

/** Removes each element of a list of several in turn. */
function withoutElements(node: Node, { at }: Text): readonly Edit[] {
  const { elements } = node;
  if (!Array.isArray(elements) || elements.length < 2) return [];
  return elements.flatMap((element: unknown, i): Edit[] => {
    const span = isObject(element) && isObject(element.expression) ? element.expression.span : undefined;
    const next: unknown = elements[i + 1];
    const nextSpan = isObject(next) && isObject(next.expression) ? next.expression.span : undefined;
    if (!isSpan(span)) return [];
    // The last element may be followed by a comma; removing any other element leaves a hole.
    const { start, end } = at(span);
    return [{ start, end: isSpan(nextSpan) ? at(nextSpan).start : end, text: '' }];
  });
}

function mutantBy({ start, end, text }: Edit, file: string, source: Buffer): Mutant {
  const head = source.subarray(0, start).toString();
  const whole = `${head}${text}${source.subarray(end).toString()}`;
  const line = head.split('\n').length;
  const lineOf = (content: string) => content.split('\n')[line - 1]?.trim() ?? '';
  return { file, line, before: lineOf(source.toString()), after: lineOf(whole), source: whole };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNode(value: unknown): value is Node {
  return isObject(value) && typeof value.type === 'string';
}

function isSpan(value: unknown): value is Span {
  return isObject(value) && typeof value.start === 'number' && typeof value.end === 'number';
}
