import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { compareValues } from '../dynamodb-order.ts';
import type { Comparator, Condition, ConditionFunction, Operand } from './expression.ts';
import { type ExpressionMember, ExpressionReader } from './expression-reader.ts';
import type { Placeholders } from './placeholders.ts';

/** The number of operands of each function. */
const FUNCTIONS: Readonly<Record<ConditionFunction, number>> = {
  attribute_exists: 1,
  attribute_not_exists: 1,
  attribute_type: 2,
  begins_with: 2,
  contains: 2,
};

const COMPARATORS: ReadonlySet<string> = new Set<Comparator>(['=', '<>', '<', '<=', '>', '>=']);

/** The types of values, as attribute_type names them. */
const TYPES: ReadonlySet<string> = new Set(['S', 'N', 'B', 'SS', 'NS', 'BS', 'BOOL', 'NULL', 'M', 'L']);

/** As deep as parentheses can nest with no more operators than an expression may have. */
const DEEPEST = 300;

/**
 * Reads a condition. Throws ValidationException in DynamoDB's words.
 *
 * Source: Amazon DynamoDB developer guide, "Condition and filter expressions, operators, and functions in DynamoDB".
 */
export function readCondition(member: ExpressionMember, text: string, placeholders: Placeholders): Condition {
  const reader = new ConditionReader(member, text, placeholders);
  const condition = reader.or();
  reader.expectEnd();
  return condition;
}

class ConditionReader extends ExpressionReader {
  /** The condition that stood in the parentheses that ended last. */
  #group: Condition | undefined;
  #depth = 0;

  or(): Condition {
    let left = this.#and();
    while (this.takesWord('OR')) left = this.#joined('or', left, this.#and());
    return left;
  }

  #and(): Condition {
    let left = this.#not();
    while (this.takesWord('AND')) left = this.#joined('and', left, this.#not());
    return left;
  }

  #joined(kind: 'and' | 'or', left: Condition, right: Condition): Condition {
    this.count();
    return { kind, left, right };
  }

  #not(): Condition {
    if (!this.takesWord('NOT')) return this.#simple();
    this.count();
    return { kind: 'not', of: this.#not() };
  }

  #simple(): Condition {
    if (this.takes('(')) return this.#inParentheses();
    const name = this.token.text;
    if (this.isCall() && name !== 'size') return this.#call(name);
    const left = this.#operand();
    this.count();
    if (this.takesWord('BETWEEN')) return this.#between(left);
    if (this.takesWord('IN')) return { kind: 'in', of: left, among: this.operands(() => this.#operand()) };
    const by = this.token.text;
    if (!isComparator(by)) throw this.syntax();
    this.take();
    const right = this.#operand();
    if (by !== '=' && by !== '<>')
      for (const operand of [left, right]) this.#requireType(by, operand, ORDERED);
    return { kind: 'compare', by, left, right };
  }

  #inParentheses(): Condition {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw this.#redundant();
    const within = this.or();
    this.expect(')');
    if (within === this.#group) throw this.#redundant();
    this.#depth -= 1;
    this.#group = within;
    return within;
  }

  #redundant(): Error {
    return this.fault('The expression has redundant parentheses;');
  }

  #between(of: Operand): Condition {
    const low = this.#operand();
    if (!this.takesWord('AND')) throw this.syntax();
    const high = this.#operand();
    for (const operand of [of, low, high]) this.#requireType('BETWEEN', operand, ORDERED);
    if (low.kind === 'value' && high.kind === 'value' && typeOf(low.value) !== typeOf(high.value))
      throw this.fault(
        `The BETWEEN operator requires same data type for lower and upper bounds; lower bound operand: AttributeValue: ${shown(low.value)}, upper bound operand: AttributeValue: ${shown(high.value)}`,
      );
    if (low.kind === 'value' && high.kind === 'value' && (compareValues(low.value, high.value) ?? 0) > 0)
      throw this.fault(
        `The BETWEEN operator requires upper bound to be greater than or equal to lower bound; lower bound operand: AttributeValue: ${shown(low.value)}, upper bound operand: AttributeValue: ${shown(high.value)}`,
      );
    return { kind: 'between', of, low, high };
  }

  #operand(): Operand {
    if (!this.isCall()) return this.pathOrValue();
    const name = this.token.text;
    if (name !== 'size') {
      if (isFunction(name)) throw this.#misused(name);
      throw this.#unknown(name);
    }
    this.take();
    this.count();
    const operands = this.operands(() => this.#operand());
    this.#requireCount(name, operands, 1);
    const [of] = operands;
    if (of === undefined || of.kind === 'size') throw this.#misused(name);
    this.#requireType(name, of, SIZED);
    return { kind: 'size', of };
  }

  #call(name: string): Condition {
    if (!isFunction(name)) throw OF_UPDATES.has(name) ? this.#misused(name) : this.#unknown(name);
    this.take();
    this.count();
    const operands = this.operands(() => this.#operand());
    this.#requireCount(name, operands, FUNCTIONS[name]);
    this.#checkOperands(name, operands);
    if (this.token.kind === 'sign' && COMPARATORS.has(this.token.text)) throw this.#misused(name);
    return { kind: 'function', name, operands };
  }

  #checkOperands(name: ConditionFunction, operands: readonly Operand[]): void {
    const [first, second] = operands;
    if (/^attribute_(not_)?exists$/.test(name) && first?.kind !== 'path')
      throw this.fault(`Operator or function requires a document path; operator or function: ${name}`);
    if (name === 'begins_with') for (const operand of operands) this.#requireType(name, operand, PREFIXES);
    if (name !== 'attribute_type') return;
    if (second?.kind !== 'value') throw this.fault(wrongType(name, '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}'));
    this.#requireType(name, second, ['S']);
    if (!TYPES.has(second.value.S ?? ''))
      throw this.fault(
        `Invalid attribute type name found; type: ${second.value.S}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`,
      );
  }

  #requireCount(name: string, operands: readonly unknown[], wanted: number): void {
    if (operands.length === wanted) return;
    throw this.fault(
      `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
    );
  }

  #requireType(name: string, operand: Operand, types: readonly string[]): void {
    if (operand.kind !== 'value' || types.includes(typeOf(operand.value))) return;
    throw this.fault(wrongType(name, typeOf(operand.value)));
  }

  #misused(name: string): Error {
    return this.fault(`The function is not allowed to be used this way in an expression; function: ${name}`);
  }

  #unknown(name: string): Error {
    return this.fault(`Invalid function name; function: ${name}`);
  }
}

/** The types that have an order, those that have a size, and those that have a beginning. */
const ORDERED = ['S', 'N', 'B'];
const SIZED = ['S', 'B', 'SS', 'NS', 'BS', 'M', 'L'];
const PREFIXES = ['S', 'B'];

const OF_UPDATES: ReadonlySet<string> = new Set(['if_not_exists', 'list_append']);

function isFunction(name: string): name is ConditionFunction {
  return Object.hasOwn(FUNCTIONS, name);
}

function isComparator(text: string): text is Comparator {
  return COMPARATORS.has(text);
}

function typeOf(value: AttributeValue): string {
  return Object.keys(value)[0] ?? '';
}

function wrongType(name: string, type: string): string {
  return `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`;
}

function shown(value: AttributeValue): string {
  const text = value.S ?? value.N ?? Buffer.from(value.B ?? []).toString('base64');
  return `{${typeOf(value)}:${text}}`;
}
