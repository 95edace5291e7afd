import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Attributes, canonicalAttributes } from '../dynamodb-attributes.ts';
import { validation } from '../dynamodb-errors.ts';

/** The members of a request that hold its placeholders. */
export interface PlaceholderMembers {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Attributes | undefined;
}

/**
 * The placeholders of the expressions of one request. It remembers those that an expression used.
 *
 * Source: Amazon DynamoDB developer guide, "Expression attribute names (aliases) in DynamoDB" and "Using expression attribute
 * values in DynamoDB"; the texts as AWS sends them.
 */
export class Placeholders {
  readonly #names: ReadonlyMap<string, string>;
  readonly #values: ReadonlyMap<string, AttributeValue>;
  readonly #used = new Set<string>();

  /** Throws ValidationException for placeholders that are not well-formed. */
  constructor({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }: PlaceholderMembers) {
    checkForm('ExpressionAttributeNames', names, /^#\w+$/);
    checkForm('ExpressionAttributeValues', values, /^:\w+$/);
    this.#names = new Map(Object.entries(names ?? {}));
    this.#values = new Map(Object.entries(canonicalAttributes(values ?? {})));
  }

  /** The attribute that a placeholder stands for; undefined if it is not defined. */
  name(placeholder: string): string | undefined {
    this.#used.add(placeholder);
    return this.#names.get(placeholder);
  }

  /** The value that a placeholder stands for; undefined if it is not defined. */
  value(placeholder: string): AttributeValue | undefined {
    this.#used.add(placeholder);
    return this.#values.get(placeholder);
  }

  /** Throws ValidationException for placeholders that no expression used. */
  requireAllUsed(): void {
    const unused = (all: ReadonlyMap<string, unknown>) =>
      [...all.keys()].filter((key) => !this.#used.has(key));
    for (const [member, all] of [
      ['ExpressionAttributeNames', this.#names],
      ['ExpressionAttributeValues', this.#values],
    ] as const) {
      const keys = unused(all);
      if (keys.length > 0)
        throw validation(`Value provided in ${member} unused in expressions: keys: {${keys.join(', ')}}`);
    }
  }
}

function checkForm(member: string, given: object | undefined, form: RegExp): void {
  if (given === undefined) return;
  const keys = Object.keys(given);
  if (keys.length === 0) throw validation(`${member} must not be empty`);
  const wrong = keys.find((key) => !form.test(key));
  if (wrong !== undefined) throw validation(`${member} contains invalid key: Syntax error; key: "${wrong}"`);
}
