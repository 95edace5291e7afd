import type { RequestContext } from '../terms/permission.ts';
import { UNKNOWABLE } from '../terms/permission.ts';
import { PolicyError } from '../terms/policy-error.ts';
import { type Glob, type GlobPart, globOf, matchesGlob, parseGlob } from './glob.ts';

/**
 * A text of a policy that can hold policy variables: `arn:aws:s3:::home/${aws:username}/*`.
 * Source: IAM user guide, "IAM policy elements: Variables and tags".
 */
export interface Template {
  readonly parts: readonly TemplatePart[];
  /** The glob, if the template holds no variable of the request. */
  readonly glob: Glob | undefined;
  /** The literal text, if the template holds no variable of the request. */
  readonly text: string | undefined;
}

type TemplatePart = GlobPart | Variable;

interface Variable {
  readonly key: string;
  /** The default of `${aws:PrincipalTag/team, 'company-wide'}`, used if the key is absent. */
  readonly fallback: string | undefined;
}

/**
 * The parts with their variables resolved; undefined if a variable has no value; or the key that keyhole cannot know.
 */
export type Resolved = readonly GlobPart[] | undefined | UnknowableKey;

/** A condition key whose value keyhole cannot know. */
export interface UnknowableKey {
  readonly unknowable: string;
}

/**
 * A condition key, with a default if there is one. Blanks may stand around it.
 * Undocumented: AWS writes such blanks in a policy of its guide, and does not state that they count for nothing.
 * Source: Secrets Manager user guide, "Permissions policy examples for AWS Secrets Manager".
 */
const KEY_WITH_DEFAULT = /^ *([^\s,'"{}]+)(?:, ?'([^']*)')? *$/;

/**
 * Parses a text. Variables exist from language version 2012-10-17 on; in older versions they are plain text.
 * Throws {@link PolicyError} for a variable that is empty, not closed, or not written as AWS writes variables.
 */
export function parseTemplate(text: string, options: { variables: boolean; path: string }): Template {
  if (!options.variables || !text.includes('${')) return new PlainText(text);
  const parts = partsOf(text, options.path);
  const fixed = parts.filter((part): part is GlobPart => !isVariable(part));
  if (fixed.length < parts.length) return { parts, glob: undefined, text: undefined };
  return { parts, glob: globOf(fixed), text: textOf(fixed) };
}

/** A text without variables. Most are only compared as a whole, so the glob is parsed when it is first asked for. */
class PlainText implements Template {
  readonly text: string;
  #glob: Glob | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get parts(): readonly TemplatePart[] {
    return [{ pattern: this.text }];
  }

  get glob(): Glob {
    this.#glob ??= parseGlob(this.text);
    return this.#glob;
  }
}

/** Splits a text in one pass: a variable begins at `${` and ends at the next `}`. */
function partsOf(text: string, path: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let at = 0;
  for (let open = text.indexOf('${'); open >= 0; open = text.indexOf('${', at)) {
    const close = text.indexOf('}', open);
    if (close < 0) throw new PolicyError(path, `the policy variable in "${text}" is not closed`);
    if (open > at) parts.push({ pattern: text.slice(at, open) });
    parts.push(variableOf(text.slice(open + 2, close), path));
    at = close + 1;
  }
  if (at < text.length) parts.push({ pattern: text.slice(at) });
  return parts;
}

/**
 * The condition keys that a text names in policy variables, as written there. Throws {@link PolicyError} as
 * {@link parseTemplate} does.
 */
export function variablesIn(text: string, options: { variables: boolean; path: string }): readonly string[] {
  if (!options.variables || !text.includes('${')) return [];
  return partsOf(text, options.path)
    .filter(isVariable)
    .map(({ key }) => key);
}

function isVariable(part: TemplatePart): part is Variable {
  return 'key' in part;
}

function variableOf(inner: string, path: string): TemplatePart {
  if (inner === '*' || inner === '?' || inner === '$') return { literal: inner };
  const [, key, fallback] = KEY_WITH_DEFAULT.exec(inner) ?? [];
  if (key === undefined) throw new PolicyError(path, `"\${${inner}}" is not a policy variable`);
  return { key, fallback };
}

/** Replaces the variables by their values in this request. */
export function resolveTemplate(template: Template, context: RequestContext): Resolved {
  const resolved: GlobPart[] = [];
  for (const part of template.parts) {
    if (!isVariable(part)) resolved.push(part);
    else {
      const values = context.get(part.key);
      // Undocumented: the result if a key with several values is used as a variable.
      if (values === UNKNOWABLE || (values !== undefined && values.length > 1))
        return { unknowable: part.key };
      // An empty value counts as absent, so that `home/${aws:PrincipalTag/team}*` never opens every home.
      const literal = values?.[0] || part.fallback;
      if (literal === undefined) return undefined;
      resolved.push({ literal });
    }
  }
  return resolved;
}

/** The key of a variable that has neither a value in this request nor a default. */
export function missingVariable({ parts }: Template, context: RequestContext): string | undefined {
  const missing = parts.find(
    (part) => isVariable(part) && part.fallback === undefined && !hasValue(context.get(part.key)),
  );
  return missing !== undefined && isVariable(missing) ? missing.key : undefined;
}

function hasValue(values: ReturnType<RequestContext['get']>): boolean {
  return values === UNKNOWABLE || (values?.[0] ?? '') !== '';
}

/** The parts as one text; wildcards are taken literally. */
export function textOf(parts: readonly GlobPart[]): string {
  return parts.map((part) => ('literal' in part ? part.literal : part.pattern)).join('');
}

/** True if the template matches a text in this request, with wildcards; false if a variable has no value. */
export function matchesTemplate(
  template: Template,
  text: string,
  context: RequestContext,
): boolean | UnknowableKey {
  if (template.glob !== undefined) return matchesGlob(template.glob, text);
  const resolved = resolveTemplate(template, context);
  if (resolved === undefined) return false;
  return 'unknowable' in resolved ? resolved : matchesGlob(globOf(resolved), text);
}
