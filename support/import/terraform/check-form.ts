import { SpecError } from '../../scenario/spec-error.ts';

type Members = Readonly<Record<string, unknown>>;

/** A form that a value may have, as messages say it. */
interface Form {
  readonly called: string;
  readonly isOf: (value: unknown) => boolean;
}

const TEXT: Form = { called: 'a text', isOf: (value) => typeof value === 'string' };
const KEY: Form = {
  called: 'a text or a number',
  isOf: (value) => typeof value === 'string' || typeof value === 'number',
};
const LIST: Form = { called: 'a list', isOf: Array.isArray };
const OBJECT: Form = {
  called: 'an object',
  isOf: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/**
 * Checks the parts of a plan or state that say what its resources are. Throws SpecError `invalid-document` with the path of the first part that
 * has another form, such as `resource_changes[0].type`, and with `remedy`. A list or an object may be missing or null.
 */
export function checkForm(json: Members, file: string, remedy: string): void {
  try {
    checkMembers(json);
  } catch (cause) {
    if (!(cause instanceof WrongForm)) throw cause;
    throw new SpecError('invalid-document', `${file}: ${cause.message}: ${remedy}`, { cause });
  }
}

/** A part that has another form, by its path. */
class WrongForm extends Error {
  constructor(path: string, what: string) {
    super(`${path} ${what}`);
  }
}

function checkMembers(json: Members): void {
  eachOf(json.resource_changes, 'resource_changes', change);
  eachOf(json.deferred_changes, 'deferred_changes', ({ resource_change: deferred }, path) => {
    const at = `${path}.resource_change`;
    check(deferred, at, OBJECT);
    resource({ ...Object(deferred) }, at);
  });
  module(rootOf(json.values, 'values'), 'values.root_module');
  module(rootOf(json.planned_values, 'planned_values'), 'planned_values.root_module');
  const { values: before } = membersAt(json.prior_state, 'prior_state');
  module(rootOf(before, 'prior_state.values'), 'prior_state.values.root_module');
  configuration(rootOf(json.configuration, 'configuration'), 'configuration.root_module');
}

function check(value: unknown, path: string, form: Form): void {
  if (form.isOf(value)) return;
  if (value === undefined) throw new WrongForm(path, 'is missing');
  throw new WrongForm(path, value === null ? `is null, not ${form.called}` : `is not ${form.called}`);
}

/** The members of an object; none if it is missing or null. */
function membersAt(value: unknown, path: string): Members {
  if (value === undefined || value === null) return {};
  check(value, path, OBJECT);
  return { ...Object(value) };
}

function eachOf(list: unknown, path: string, checkItem: (item: Members, path: string) => void): void {
  if (list === undefined || list === null) return;
  check(list, path, LIST);
  for (const [index, item] of [list].flat().entries()) {
    const at = `${path}[${index}]`;
    check(item, at, OBJECT);
    checkItem({ ...Object(item) }, at);
  }
}

function resource(item: Members, path: string): void {
  for (const name of ['address', 'mode', 'type', 'name']) check(item[name], `${path}.${name}`, TEXT);
  for (const name of ['module_address', 'provider_config_key'])
    if (item[name] !== undefined) check(item[name], `${path}.${name}`, TEXT);
  if (item.index !== undefined) check(item.index, `${path}.index`, KEY);
}

function change(item: Members, path: string): void {
  resource(item, path);
  check(item.change, `${path}.change`, OBJECT);
}

function module(value: unknown, path: string): void {
  const { resources, child_modules: children } = membersAt(value, path);
  eachOf(resources, `${path}.resources`, resource);
  eachOf(children, `${path}.child_modules`, (child, at) => {
    check(child.address, `${at}.address`, TEXT);
    module(child, at);
  });
}

function configuration(value: unknown, path: string): void {
  const { resources, module_calls: calls } = membersAt(value, path);
  eachOf(resources, `${path}.resources`, resource);
  const callsAt = `${path}.module_calls`;
  for (const [name, call] of Object.entries(membersAt(calls, callsAt))) {
    const { source, module: called } = membersAt(call, `${callsAt}.${name}`);
    if (source !== undefined) check(source, `${callsAt}.${name}.source`, TEXT);
    configuration(called, `${callsAt}.${name}.module`);
  }
}

function rootOf(value: unknown, path: string): unknown {
  return membersAt(value, path).root_module;
}
