import { readdirSync } from 'node:fs';
import type { ModuleConfiguration } from '../read-terraform.ts';
import { rootsOfExpression } from './roots-of-expression.ts';
import type { SourceBlock, SourceBody, SourceExpression } from './source-expression.ts';
import { SourceFolder } from './source-folder.ts';

/** A difference between a configuration and the plan that was made of it. */
export interface ChangeSincePlan {
  /** The address of the resource in the configuration: `module.lake.aws_s3_bucket.this`. */
  readonly id: string;
  readonly reason: string;
}

/** Arguments of all resources, which a plan keeps elsewhere. */
const META = new Set(['count', 'for_each', 'provider', 'depends_on']);

/**
 * The resources of a folder that were changed after the plan. These are those that the plan or the folder lacks, and those with another
 * value or other arguments. Modules whose files cannot be read are left aside.
 */
export function changedSincePlan(
  configuration: ModuleConfiguration,
  folder: string,
): readonly ChangeSincePlan[] {
  let faults = 0;
  const source = new SourceFolder(folder, () => {
    faults += 1;
  });
  const within = (
    planned: ModuleConfiguration,
    calls: readonly { readonly name: string; readonly source: string }[],
  ): readonly ChangeSincePlan[] => {
    const before = faults;
    const module = source.moduleOf(calls);
    if (module === undefined || module.blocks.length === 0 || faults > before) return [];
    const prefix = calls.map(({ name }) => `module.${name}.`).join('');
    const own = changesIn(planned, module.blocks, hasJson(module.folder));
    return [
      ...own.map(({ id, reason }) => ({ id: `${prefix}${id}`, reason })),
      ...Object.entries(planned.calls).flatMap(([name, call]) =>
        within(call.module, [...calls, { name, source: call.source }]),
      ),
    ];
  };
  return within(configuration, []);
}

/** True if a part of a module is written in JSON, which is not read. */
function hasJson(folder: string): boolean {
  return readdirSync(folder).some((file) => /\.(?:tf|tofu)\.json$/.test(file));
}

function changesIn(
  { resources }: ModuleConfiguration,
  blocks: readonly SourceBlock[],
  isPart: boolean,
): readonly ChangeSincePlan[] {
  const written = new Map(
    blocks.flatMap((block): [string, SourceBlock][] => {
      const address = block.labels.join('.');
      if (block.type === 'resource') return [[address, block]];
      return block.type === 'data' ? [[`data.${address}`, block]] : [];
    }),
  );
  const planned = new Map(resources.map((resource) => [resource.address, resource]));
  const added = [...written.keys()].filter((id) => !planned.has(id));
  const removed = isPart ? [] : [...planned.keys()].filter((id) => !written.has(id));
  return [
    ...added.map((id) => ({ id, reason: 'the configuration declares it, and the plan does not have it' })),
    ...removed.map((id) => ({ id, reason: 'the plan has it, and the configuration does not declare it' })),
    ...[...written].flatMap(([id, block]) => {
      const expressions = planned.get(id)?.expressions;
      const name = expressions === undefined ? undefined : changedArgument(block.body, expressions);
      if (name === undefined) return [];
      return [{ id, reason: `its argument ${name} in the configuration is not the one that was planned` }];
    }),
  ];
}

/** The first argument of a resource or block that is not the planned one, as far as the plan tells. */
function changedArgument(
  { attributes, blocks }: SourceBody,
  expressions: Readonly<Record<string, unknown>>,
): string | undefined {
  const added = Object.entries(attributes).find(
    ([name, own]) => !META.has(name) && !isNull(own) && !agrees(own, expressions[name]),
  );
  if (added !== undefined) return added[0];
  for (const [name, planned] of Object.entries(expressions)) {
    if (Object.hasOwn(attributes, name)) continue;
    const own = blocks.filter(({ type }) => type === name);
    // A plan leaves out the blocks that `dynamic` makes.
    if (blocks.some(({ type, labels }) => type === 'dynamic' && labels[0] === name)) continue;
    const ofPlan: readonly unknown[] = Array.isArray(planned) ? planned : [planned];
    if (own.length !== ofPlan.length) return name;
    const inner = own.map(({ body }, index) => changedArgument(body, Object(ofPlan[index])));
    const changed = inner.find((one) => one !== undefined);
    if (changed !== undefined) return `${name}.${changed}`;
  }
  return undefined;
}

/** An argument that is null is as if it were not written. */
function isNull(expression: SourceExpression): boolean {
  return expression.kind === 'value' && expression.value === null;
}

/** False if an expression cannot be the planned one: another literal, or a literal in place of references. */
function agrees(own: SourceExpression, planned: unknown): boolean {
  if (planned === undefined) return false;
  const { constant_value: constant, references } = Object(planned);
  if (own.kind === 'value') {
    if (constant !== undefined) return String(constant) === String(own.value);
    return references === undefined;
  }
  return constant === undefined || rootsOfExpression(own).size === 0;
}
