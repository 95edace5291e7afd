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
  /** The ids of all accounts that templates are given for, by name; none if only this one is known. */
  readonly accounts?: Readonly<Record<string, string>> | undefined;
  /** The values that are given for its parameters. */
  readonly parameters: Readonly<Record<string, string>>;
  /** The stacks within it, by the logical ids of the resources that stand for them. */
  readonly nested: Readonly<Record<string, Stack>>;
  /** The values that the stack above gives, as they are written there. */
  readonly given: Readonly<Record<string, unknown>>;
  /** The logical ids that lead to it from the stack that is deployed, such as `Storage.`; empty for that stack. */
  readonly path: string;
}

/** A resource of a template, as it is written. */
export interface WrittenResource {
  readonly type: string;
  readonly properties: unknown;
  readonly condition?: string | undefined;
  /** The path of the file that a tool noted beside an asset. */
  readonly assetPath?: string | undefined;
  /** The attributes of SAM beside the properties. */
  readonly connectors?: unknown;
  readonly ignoreGlobals?: unknown;
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
  /** The value of a parameter that the stack above gives. */
  readonly above?: ((name: string) => unknown) | undefined;
  /** The value of an output of a stack within this one, by its logical id. */
  readonly outputOf?: ((id: string, output: string) => unknown) | undefined;
}

/** A section of a template; empty if it is missing. */
export function sectionOf({ body }: Template, name: string): Readonly<Record<string, unknown>> {
  const section = body[name];
  return typeof section === 'object' && section !== null && !Array.isArray(section) ? { ...section } : {};
}

/** The resources of a template by logical id. */
export function resourcesOf(template: Template): Readonly<Record<string, WrittenResource>> {
  const entries = Object.entries(sectionOf(template, 'Resources')).map(([id, written]) => {
    const { Type: type, Properties: properties, Condition: condition, Metadata: metadata } = Object(written);
    const { Connectors: connectors, IgnoreGlobals: ignoreGlobals } = Object(written);
    const asset: unknown = Object(metadata)['aws:asset:path'];
    const assetPath = typeof asset === 'string' ? asset : undefined;
    const ofSam = { connectors, ignoreGlobals };
    return [
      id,
      { type: typeof type === 'string' ? type : '', properties, condition, assetPath, ...ofSam },
    ] as const;
  });
  return Object.fromEntries(entries);
}
