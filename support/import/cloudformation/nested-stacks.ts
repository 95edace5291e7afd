import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SpecError } from '../../scenario/spec-error.ts';
import { withoutLoops } from './expand-loops.ts';
import type { Template } from './read-template.ts';
import { resourcesOf, type Stack, type WrittenResource } from './stack.ts';

/** A stack whose template is read, and not yet the stacks within it. */
export type PlainStack = Omit<Stack, 'nested'>;

/** The file of a template, how messages name it, and how one is read. */
export interface NestedReading {
  readonly file: string;
  readonly shown: string;
  readonly read: (file: string, shown: string) => Template;
}

/** The most stacks that stand within each other. */
const DEEPEST = 10;

/**
 * A stack with those within it, whose templates are files. `TemplateURL` or `Location` is a path from the template, as `package` of the AWS CLI
 * takes it. The AWS CDK notes the path of an asset instead. Throws SpecError for a template that is none, and for one that includes itself.
 */
export function withNested(stack: PlainStack, reading: NestedReading, depth = 0): Stack {
  if (depth > DEEPEST)
    throw new SpecError(
      'invalid-document',
      `${reading.shown}: its nested stacks do not end: does it include itself?`,
    );
  const entries = Object.entries(resourcesOf(stack.template)).flatMap(([id, resource]) => {
    const path = pathOf(resource);
    if (path === undefined) return [];
    const file = join(dirname(reading.file), path);
    if (!existsSync(file) || !statSync(file).isFile()) return [];
    const shown = join(dirname(reading.shown), path);
    const { Parameters: given } = Object(resource.properties);
    const nested: PlainStack = {
      ...stack,
      name: `${stack.name}-${id}`,
      template: withoutLoops(reading.read(file, shown), { parameters: {}, given: Object(given) }),
      parameters: {},
      given: Object(given),
      path: `${stack.path}${id}.`,
    };
    return [[id, withNested(nested, { ...reading, file, shown }, depth + 1)] as const];
  });
  return { ...stack, nested: Object.fromEntries(entries) };
}

/** A stack and all within it, those above first. */
export function stacksIn(stack: Stack): readonly Stack[] {
  return [stack, ...Object.values(stack.nested).flatMap(stacksIn)];
}

const PROPERTY: Readonly<Record<string, string>> = {
  'AWS::CloudFormation::Stack': 'TemplateURL',
  'AWS::Serverless::Application': 'Location',
};

/** True for a type that stands for a stack. */
export function isStackType(type: string): boolean {
  return Object.hasOwn(PROPERTY, type);
}

function pathOf({ type, properties, assetPath }: WrittenResource): string | undefined {
  const property = PROPERTY[type];
  if (property === undefined) return undefined;
  const written: unknown = Object(properties)[property];
  if (typeof written === 'string' && !/^[a-z0-9]+:/i.test(written)) return written;
  return assetPath;
}
