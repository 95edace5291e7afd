import { readText } from '../../scenario/read-text.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { checkForm } from './check-form.ts';

/** The configuration of a module, as a plan has it. */
export interface ModuleConfiguration {
  readonly resources: readonly ResourceConfiguration[];
  readonly calls: Readonly<Record<string, ModuleCall>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** A call of a module: the expressions of its variables, and its configuration. */
export interface ModuleCall {
  /** The source as it is written: `./modules/data`. */
  readonly source: string;
  readonly expressions: Readonly<Record<string, unknown>>;
  readonly module: ModuleConfiguration;
}

/** The configuration of a resource: its provider, and the references of its expressions. */
export interface ResourceConfiguration {
  readonly address: string;
  readonly provider: string;
  readonly expressions: Readonly<Record<string, unknown>>;
}

/** An instance of a resource. */
export interface Instance {
  readonly address: string;
  /** The address of its module; empty for the root module. */
  readonly module: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  /** The key of count or for_each; undefined without them. */
  readonly index: string | number | undefined;
  readonly values: unknown;
  /** The parts of the values that are known after apply. */
  readonly unknown: unknown;
}

/** A plan or a state. */
export interface TerraformFile {
  readonly file: string;
  readonly kind: 'plan' | 'state';
  readonly instances: readonly Instance[];
  /** Undefined for a state, which has no configuration. */
  readonly configuration: ModuleConfiguration | undefined;
  /** The expressions of each provider's configuration, by its key: `aws.security`. */
  readonly providers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** The values of the root module's variables. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** False for a plan that leaves resources out, such as one with -target. */
  readonly isComplete: boolean;
  /** The resources whose changes a plan puts off to a later one. */
  readonly deferred: readonly DeferredResource[];
}

/** A resource whose change is put off, and Terraform's word for the cause. */
export interface DeferredResource {
  readonly address: string;
  readonly type: string;
  readonly mode: string;
  readonly cause: string;
}

/** The formats of `terraform show -json` that are read, by their major version. */
const FORMATS = { plan: ['1'], state: ['0', '1'] } as const;

/**
 * Reads the output of `terraform show -json` or `tofu show -json`, of a plan or a state. Throws SpecError for a file that cannot be
 * read, for one that is cut off, and for another version of the format.
 */
export function readTerraform(path: string, file: string): TerraformFile {
  const json = parsed(readText(path, file), file);
  const {
    format_version: version,
    planned_values: planned,
    values,
    configuration,
    resource_changes: changes,
    prior_state: prior,
    variables,
  } = json;
  if (typeof version !== 'string') throw new SpecError('invalid-document', notShown(json, file));
  const kind = planned !== undefined || changes !== undefined ? 'plan' : 'state';
  const known: readonly string[] = FORMATS[kind];
  if (!known.includes(version.split('.')[0] ?? '')) {
    const message = `${file} is a ${kind} of the format ${version}, and keyhole reads ${known.map((one) => `${one}.x`).join(' and ')}: use a version of Terraform that writes it`;
    throw new SpecError('invalid-document', message);
  }
  checkForm(json, file, HOW);
  if (Object(json).errored === true)
    throw new SpecError(
      'invalid-document',
      `${file} is a plan that failed: it has not all resources; mend it and plan again`,
    );
  // Terraform leaves out what is known after apply from planned_values, so these alone do not tell what a resource will have.
  const isStripped = changes === undefined && instancesOfModule(Object(planned).root_module, '').length > 0;
  if (isStripped)
    throw new SpecError(
      'invalid-document',
      `${file} is a plan without resource_changes, which tell what is known after apply: ${HOW}`,
    );
  if (kind === 'state' && values === undefined)
    throw new SpecError('invalid-document', `${file} is an empty state: there is nothing to import`);
  const { root_module: rootModule, provider_config: providers } = Object(configuration);
  return {
    file,
    kind,
    instances:
      kind === 'plan'
        ? withDataOfState(instancesOfPlan(changes), prior)
        : instancesOfModule(Object(values).root_module, ''),
    configuration: rootModule === undefined ? undefined : moduleConfiguration(rootModule),
    providers: Object.fromEntries(
      Object.entries(Object(providers)).map(([key, provider]) => [key, Object(Object(provider).expressions)]),
    ),
    variables: Object.fromEntries(
      Object.entries(Object(variables)).map(([name, variable]) => [name, Object(variable).value]),
    ),
    ...leftOut(json),
  };
}

/** The resources that a plan leaves out, as far as it names them. */
function leftOut({
  complete,
  deferred_changes: deferred,
}: Readonly<Record<string, unknown>>): Pick<TerraformFile, 'isComplete' | 'deferred'> {
  return {
    isComplete: complete !== false,
    deferred: listOf(deferred).map((written) => {
      const { reason: cause = 'unknown', resource_change: change } = Object(written);
      const { address, type, mode } = Object(change);
      return { address, type, mode, cause };
    }),
  };
}

const HOW = 'write it with: terraform show -json plan.out > plan.json';

function parsed(text: string, file: string): Readonly<Record<string, unknown>> {
  // Without -json, and from a plan file itself, Terraform gives something else.
  if (text.startsWith('PK'))
    throw new SpecError('invalid-document', `${file} is a plan as Terraform keeps it, not JSON: ${HOW}`);
  try {
    return Object(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (cause) {
    if (/^Resources:/m.test(text)) throw isTemplate(file);
    const what = text.trim() === '' ? 'is empty' : 'is not JSON, or it is cut off';
    throw new SpecError('syntax', `${file} ${what}: ${HOW}`, { cause });
  }
}

function isTemplate(file: string): SpecError {
  return new SpecError(
    'invalid-document',
    `${file} is a template of CloudFormation: keyhole import cloudformation reads it`,
  );
}

function notShown({ version, resources }: Readonly<Record<string, unknown>>, file: string): string {
  const isStateFile = typeof version === 'number' && Array.isArray(resources);
  return isStateFile
    ? `${file} is a state as Terraform keeps it: write it with terraform show -json > state.json`
    : `${file} is neither a plan nor a state of Terraform: ${HOW}`;
}

function instancesOfPlan(changes: unknown): readonly Instance[] {
  return listOf(changes).flatMap((written) => {
    const {
      address,
      module_address: module = '',
      mode,
      type,
      name,
      index,
      change,
      deposed,
    } = Object(written);
    const { actions, after, after_unknown: unknown } = Object(change);
    const isGone = deposed !== undefined || String(actions) === 'delete' || String(actions) === 'forget';
    return isGone ? [] : [{ address, module, mode, type, name, index, values: after, unknown }];
  });
}

/** Instances with the data sources that were read while planning: a plan keeps them with the state before. */
function withDataOfState(instances: readonly Instance[], prior: unknown): readonly Instance[] {
  const known = new Set(instances.map(({ address }) => address));
  const before = instancesOfModule(Object(Object(Object(prior).values).root_module), '');
  return [...instances, ...before.filter(({ mode, address }) => mode === 'data' && !known.has(address))];
}

function instancesOfModule(written: unknown, module: string): readonly Instance[] {
  const { resources, child_modules: children } = Object(written);
  return [
    ...listOf(resources).map((resource) => {
      const { address, mode, type, name, index, values } = Object(resource);
      return { address, module, mode, type, name, index, values, unknown: {} };
    }),
    ...listOf(children).flatMap((child) => instancesOfModule(child, String(Object(child).address))),
  ];
}

function moduleConfiguration(written: unknown): ModuleConfiguration {
  const { resources, module_calls: calls, outputs } = Object(written);
  return {
    resources: listOf(resources).map((resource) => {
      const { address, provider_config_key: provider = '', expressions } = Object(resource);
      return { address, provider, expressions: Object(expressions) };
    }),
    calls: Object.fromEntries(
      Object.entries(Object(calls)).map(([name, call]) => {
        const { source = '', expressions, module } = Object(call);
        return [name, { source, expressions: Object(expressions), module: moduleConfiguration(module) }];
      }),
    ),
    outputs: Object.fromEntries(
      Object.entries(Object(outputs)).map(([name, output]) => [name, Object(output).expression]),
    ),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
