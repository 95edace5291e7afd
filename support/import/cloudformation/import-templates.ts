import { basename, dirname } from 'node:path';
import { nearest } from '../../authorization/terms/nearest.ts';
import { readText } from '../../scenario/read-text.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import type { GapList } from '../world/gap-list.ts';
import { UnknownValue } from '../world/unknown-value.ts';
import type { WorldBuilder } from '../world/world-builder.ts';
import type { TemplateFile } from './cdk-out.ts';
import { Evaluator } from './evaluator.ts';
import { withoutLoops } from './expand-loops.ts';
import { expandedResources } from './expand-sam.ts';
import { mapStack, type StackParts } from './map-stack.ts';
import { stacksIn, withNested } from './nested-stacks.ts';
import { Exports, outputOfStack } from './outputs.ts';
import { isListType, itemsOf } from './parameter-type.ts';
import type { ParameterValues } from './parameters.ts';
import { readTemplate, type Template } from './read-template.ts';
import { type Stack, sectionOf } from './stack.ts';

/** A template with the account that it is deployed to. */
export interface PlacedTemplate extends TemplateFile {
  /** The account's name in the scenario, and its id. */
  readonly account: string;
  readonly accountId: string;
  /** The values of parameters. */
  readonly values: ParameterValues;
  /** The path of the file in messages. */
  readonly shown: string;
}

/**
 * Adds what templates describe to a world. They may import each other's values. Throws SpecError for a file that is no template,
 * and for parameters without a value.
 */
export function importTemplates(
  templates: readonly PlacedTemplate[],
  region: string,
  builder: WorldBuilder,
): void {
  const names = stackNames(templates);
  const accounts = Object.fromEntries(templates.map(({ account, accountId }) => [account, accountId]));
  const deployed = templates.map((placed, index): Stack => {
    const name = names[index] ?? '';
    const { file, shown, account, accountId, values } = placed;
    const parameters = { ...values.forAll, ...placed.parameters, ...values.byStack[name] };
    const template = withoutLoops(readFile(file, shown), { parameters, given: {} });
    const stack = { name, template, account, accountId, accounts, region, parameters, given: {}, path: '' };
    return withNested(stack, { file, shown, read: readFile });
  });
  const stacks = deployed.flatMap(stacksIn);
  refuseMissingParameters(stacks);
  refuseOtherValues(stacks);
  noteUnknownParameters(templates, stacks, builder.gaps);
  noteTransforms(stacks, builder.gaps);
  const evaluators = new Map<Stack, StackParts>();
  const exports = new Exports(evaluators);
  for (const stack of stacks) {
    const resources = { ...expandedResources(stack.template, builder.gaps) };
    const importValue = (name: string) => exports.valueOf(name, stack);
    const inOtherStack = (path: string) => inStack(path, evaluators);
    const above = aboveOf(stack, evaluators);
    const outputOf = (id: string, output: string) => outputOfStack(stack.nested[id], output, evaluators);
    const context = { stack, resources, gaps: builder.gaps, importValue, inOtherStack, above, outputOf };
    evaluators.set(stack, { evaluator: new Evaluator(context), resources });
  }
  for (const stack of deployed) mapStack(stack, evaluators, builder);
}

function readFile(file: string, shown: string): Template {
  return readTemplate(shown, readText(file, shown));
}

type Parts = ReadonlyMap<Stack, StackParts>;

/** The values that the stack above gives to the parameters of a stack; undefined for a stack that is deployed. */
function aboveOf(stack: Stack, evaluators: Parts): ((name: string) => unknown) | undefined {
  for (const [above, { evaluator }] of evaluators)
    if (Object.values(above.nested).includes(stack)) return (name) => evaluator.value(stack.given[name]);
  return undefined;
}

/** The names of the stacks: those given, or those of the files; that of the folder too if two files have one name. */
function stackNames(templates: readonly PlacedTemplate[]): readonly string[] {
  const short = templates.map(({ stack, file }) => stack ?? fileName(file));
  return templates.map(({ stack, file }, index) => {
    const own = short[index] ?? '';
    const isShared = stack === undefined && short.filter((name) => name === own).length > 1;
    return isShared ? `${basename(dirname(file))}-${own}` : own;
  });
}

function fileName(file: string): string {
  return basename(file)
    .replace(/(?:\.template)?\.(?:json|ya?ml|template)$/, '')
    .replaceAll(/[^A-Za-z0-9-]/g, '-');
}

/** Throws SpecError `invalid-document` with every parameter that has no value. */
function refuseMissingParameters(stacks: readonly Stack[]): void {
  const missing = stacks.flatMap(({ name, template, parameters, given }) =>
    Object.entries(sectionOf(template, 'Parameters')).flatMap(([parameter, written]) => {
      const { Default: byDefault, NoEcho: hidden, Type: type } = Object(written);
      const isFilled =
        [parameters, given].some((values) => Object.hasOwn(values, parameter)) || byDefault !== undefined;
      if (isFilled || String(hidden) === 'true' || /^AWS::SSM::/.test(String(type))) return [];
      const line = template.lineOf(['Parameters', parameter]);
      return [`${template.file}:${line}: the parameter ${parameter} of the stack ${name} has no value`];
    }),
  );
  if (missing.length === 0) return;
  const remedy =
    'give values with --parameters FILE, or with parameters of "from" in scenario.yaml: { "Name": "value" }';
  throw new SpecError('invalid-document', `${missing.join('\n')}\n${remedy}`);
}

/** Throws SpecError `invalid-document` with every value that its parameter does not allow: CloudFormation deploys no such stack. */
function refuseOtherValues(stacks: readonly Stack[]): void {
  const wrong = stacks.flatMap(({ template, parameters }) =>
    Object.entries(sectionOf(template, 'Parameters')).flatMap(([name, written]) => {
      const { AllowedValues: allowed, Type: type } = Object(written);
      const given = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
      if (given === undefined || given.startsWith('${') || !Array.isArray(allowed)) return [];
      const values = isListType(String(type)) ? itemsOf(given) : [given];
      const isAllowed = values.every((one) => allowed.map(String).includes(one));
      const line = template.lineOf(['Parameters', name, 'AllowedValues']);
      return isAllowed
        ? []
        : [`${template.file}:${line}: the parameter ${name} takes ${allowed.join(', ')}, and not ${given}`];
    }),
  );
  if (wrong.length > 0) throw new SpecError('invalid-document', wrong.join('\n'));
}

/** Lists values of parameters that no template has, beside those of AWS such as `AWS::Region`. */
function noteUnknownParameters(
  templates: readonly PlacedTemplate[],
  stacks: readonly Stack[],
  gaps: GapList,
): void {
  const known = stacks.flatMap(({ template }) => Object.keys(sectionOf(template, 'Parameters')));
  for (const [name, file] of templates.flatMap(({ values }) => [...values.files])) {
    if (known.includes(name) || name.startsWith('AWS::')) continue;
    const meant = nearest(name, known);
    const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
    gaps.add({ file, id: name }, `no template has the parameter ${name}${hint}`, 'its value is left out');
  }
}

/** The macros of AWS whose effects are worked out. */
const KNOWN_TRANSFORMS: ReadonlySet<string> = new Set([
  'AWS::Serverless-2016-10-31',
  'AWS::LanguageExtensions',
]);

/** Lists macros, which may change anything in a template. */
function noteTransforms(stacks: readonly Stack[], gaps: GapList): void {
  for (const { template } of stacks) {
    const written = template.body.Transform ?? [];
    for (const transform of Array.isArray(written) ? written : [written]) {
      if (KNOWN_TRANSFORMS.has(String(transform))) continue;
      const place = { file: template.file, line: template.lineOf(['Transform']), id: 'Transform' };
      const name = typeof transform === 'string' ? transform : JSON.stringify(transform);
      gaps.add(place, `keyhole does not know the macro ${name}`, 'the template is read as it is written');
    }
  }
}

/** The value of `stack.LogicalId.Attribute`, which the value of a parameter names. */
function inStack(path: string, evaluators: Parts): unknown {
  const [stack, id = '', ...attribute] = path.split('.');
  const found = [...evaluators.values()].find(({ evaluator }) => evaluator.context.stack.name === stack);
  if (found === undefined) return new UnknownValue(`no template is of the stack ${stack}`);
  return found.evaluator.attribute(id, attribute.length === 0 ? undefined : attribute.join('.'));
}
