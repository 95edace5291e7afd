import type { GapList } from '../world/gap-list.ts';
import type { Template } from './read-template.ts';

/** A template that is deployed to an account. */
export interface Stack {
  readonly name: string;
  readonly template: Template;
  /** The account's name in the scenario, and its id. */
  readonly account: string;
  readonly accountId: string;
  readonly region: string;
  /** The values that are given for its parameters. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A resource of a template, as it is written. */
export interface WrittenResource {
  readonly type: string;
  readonly properties: unknown;
  readonly condition?: string | undefined;
}

/** A stack, and the values that its functions need of the others. */
export interface StackContext {
  readonly stack: Stack;
  readonly resources: Readonly<Record<string, WrittenResource>>;
  readonly gaps: GapList;
  /** The value that a stack of the same account exports under a name. */
  readonly importValue: (name: string) => unknown;
  /** The value of `stack.Logical.Attribute` in another stack, which the values of parameters may name. */
  readonly inOtherStack: (path: string) => unknown;
}

/** A section of a template; empty if it is missing. */
export function sectionOf({ body }: Template, name: string): Readonly<Record<string, unknown>> {
  const section = body[name];
  return typeof section === 'object' && section !== null && !Array.isArray(section) ? { ...section } : {};
}

/** The resources of a template by logical id. */
export function resourcesOf(template: Template): Readonly<Record<string, WrittenResource>> {
  const entries = Object.entries(sectionOf(template, 'Resources')).map(([id, written]) => {
    const { Type: type, Properties: properties, Condition: condition } = Object(written);
    return [id, { type: String(type), properties, condition }] as const;
  });
  return Object.fromEntries(entries);
}
