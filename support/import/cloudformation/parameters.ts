import { readText } from '../../scenario/read-text.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { yamlDocument } from './yaml-document.ts';

/** Values of parameters by name, for all templates and for those of a stack alone. */
export interface ParameterValues {
  readonly forAll: Readonly<Record<string, string>>;
  readonly byStack: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The file of each value for all templates, by the parameter. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Reads files with values of parameters, in the forms that AWS's tools take. They are a list of ParameterKey and ParameterValue, a list of
 * texts `Name=value`, an object under `Parameters`, and an object of values. An object that is itself a value holds the
 * values of the stack that it is named for. Throws SpecError.
 */
export function readParameters(files: readonly string[], shown: (path: string) => string): ParameterValues {
  const forAll: Record<string, string> = {};
  const byStack: Record<string, Record<string, string>> = {};
  const places = new Map<string, string>();
  for (const path of files) {
    const file = shown(path);
    for (const [name, value] of entriesOf(path, file)) {
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        const own = Object.entries(value).map(([key, inner]) => [
          key,
          textOf(inner, `${file}: ${name}.${key}`),
        ]);
        byStack[name] = { ...byStack[name], ...Object.fromEntries(own) };
      } else {
        forAll[name] = textOf(value, `${file}: ${name}`);
        places.set(name, file);
      }
    }
  }
  return { forAll, byStack, files: places };
}

function entriesOf(path: string, file: string): readonly (readonly [string, unknown])[] {
  const written: unknown = parsed(path, file);
  if (Array.isArray(written)) return written.map((item) => listed(item, file));
  const { Parameters: within = written } = Object(written);
  if (typeof within !== 'object' || within === null) throw wrong(file);
  return Object.entries(within);
}

function parsed(path: string, file: string): unknown {
  const { document } = yamlDocument(file, readText(path, file));
  try {
    return document.toJS();
  } catch (cause) {
    throw new SpecError('syntax', `${file}: its aliases repeat too much, or name nothing`, { cause });
  }
}

function listed(item: unknown, file: string): readonly [string, unknown] {
  if (typeof item === 'string' && item.includes('=')) {
    const at = item.indexOf('=');
    return [item.slice(0, at), item.slice(at + 1)];
  }
  const { ParameterKey: key, ParameterValue: value } = Object(item);
  if (typeof key !== 'string') throw wrong(file);
  return [key, value];
}

function textOf(value: unknown, place: string): string {
  if (Array.isArray(value)) return value.map(String).join(',');
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  throw new SpecError('invalid-document', `${place}: the value of a parameter must be a text`);
}

function wrong(file: string): SpecError {
  const forms = 'a list of ParameterKey and ParameterValue, or an object of values by name';
  return new SpecError('invalid-document', `${file} does not give parameters: write ${forms}`);
}
