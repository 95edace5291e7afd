import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { UpdateAction, UpdateOperand, UpdateValue } from './expression.ts';
import { ExpressionReader } from './expression-reader.ts';
import { overlapOf } from './paths.ts';
import type { Placeholders } from './placeholders.ts';

type Clause = UpdateAction['kind'];

const CLAUSES: readonly Clause[] = ['SET', 'REMOVE', 'ADD', 'DELETE'];

/**
 * Reads the actions of an UpdateExpression. Throws ValidationException in DynamoDB's words.
 *
 * Source: Amazon DynamoDB developer guide, "Using update expressions in DynamoDB".
 */
export function readUpdate(text: string, placeholders: Placeholders): readonly UpdateAction[] {
  const reader = new UpdateReader('UpdateExpression', text, placeholders);
  const actions = reader.clauses();
  const overlap = overlapOf(actions.map(({ path }) => path));
  if (overlap !== undefined) throw reader.fault(overlap);
  return actions;
}

class UpdateReader extends ExpressionReader {
  clauses(): readonly UpdateAction[] {
    const actions: UpdateAction[] = [];
    const seen = new Set<Clause>();
    do {
      const clause = CLAUSES.find((each) => this.takesWord(each));
      if (clause === undefined) throw this.syntax();
      if (seen.has(clause))
        throw this.fault(`The "${clause}" section can only be used once in an update expression;`);
      seen.add(clause);
      do actions.push(this.#action(clause));
      while (this.takes(','));
    } while (this.token.kind !== 'end');
    return actions;
  }

  #action(kind: Clause): UpdateAction {
    const path = this.path();
    if (kind === 'REMOVE') return { kind, path };
    if (kind === 'SET') {
      this.expect('=');
      return { kind, path, value: this.#value() };
    }
    this.count();
    const operand = this.pathOrValue();
    if (operand.kind !== 'value') throw this.syntax();
    const [type = ''] = Object.keys(operand.value);
    if (!(kind === 'ADD' ? ADDABLE : SETS).includes(type))
      throw this.fault(
        `Incorrect operand type for operator or function; operator: ${kind}, operand type: ${NAMES[type] ?? type}, typeSet: ${kind === 'ADD' ? 'ALLOWED_FOR_ADD_OPERAND' : 'ALLOWED_FOR_DELETE_OPERAND'}`,
      );
    return { kind, path, value: operand.value };
  }

  #value(): UpdateValue {
    const first = this.#operand();
    for (const [sign, kind] of [
      ['+', 'plus'],
      ['-', 'minus'],
    ] as const) {
      if (!this.takes(sign)) continue;
      this.count();
      const second = this.#operand();
      for (const operand of [first, second]) this.#requireType(sign, operand, 'N');
      return { kind, first, second };
    }
    return first;
  }

  #operand(): UpdateOperand {
    if (this.takes('(')) {
      const within = this.#operand();
      this.expect(')');
      return within;
    }
    if (!this.isCall()) return this.pathOrValue();
    const { text: name } = this.take();
    this.count();
    if (name !== 'if_not_exists' && name !== 'list_append')
      throw this.fault(
        OF_CONDITIONS.test(name)
          ? `The function is not allowed in an update expression; function: ${name}`
          : `Invalid function name; function: ${name}`,
      );
    const [first, second, ...more] = this.operands(() => this.#operand());
    if (first === undefined || second === undefined || more.length > 0)
      throw this.fault(
        `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${second === undefined ? 1 : 2 + more.length}`,
      );
    if (name === 'if_not_exists') {
      if (first.kind === 'path') return { kind: name, path: first.path, otherwise: second };
      throw this.fault(`Operator or function requires a document path; operator or function: ${name}`);
    }
    for (const operand of [first, second]) this.#requireType(name, operand, 'L');
    return { kind: name, first, second };
  }

  #requireType(name: string, operand: UpdateOperand, type: keyof AttributeValue): void {
    if (operand.kind !== 'value' || operand.value[type] !== undefined) return;
    const [actual = ''] = Object.keys(operand.value);
    throw this.fault(
      `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${actual}`,
    );
  }
}

const SETS: readonly string[] = ['SS', 'NS', 'BS'];
const ADDABLE: readonly string[] = ['N', ...SETS];

const OF_CONDITIONS = /^(attribute_exists|attribute_not_exists|attribute_type|begins_with|contains|size)$/;

/** The types as the refusals of ADD and DELETE name them. */
const NAMES: Readonly<Record<string, string>> = {
  S: 'STRING',
  N: 'NUMBER',
  B: 'BINARY',
  BOOL: 'BOOLEAN',
  NULL: 'NULL',
  M: 'MAP',
  L: 'LIST',
};
