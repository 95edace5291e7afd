import { PolicyError } from '../grammar/policy-error.ts';
import type { RequestContext } from '../permission.ts';
import { UNKNOWABLE } from '../permission.ts';
import { type Glob, type GlobPart, globOf, matchesGlob, parseGlob } from './glob.ts';

/**
 * A text of a policy that can hold policy variables: `arn:aws:s3:::home/${aws:username}/*`.
 * Source: IAM user guide, "IAM policy elements: Variables and tags".
 */
export interface Template {
  readonly parts: readonly TemplatePart[];
  /** The glob, where the template holds no variable of the request. */
  readonly glob: Glob | undefined;
  /** The literal text, where the template holds no variable of the request. */
  readonly text: string | undefined;
}

type TemplatePart = GlobPart | Variable;

interface Variable {
  readonly key: string;
  /** `${aws:PrincipalTag/team, 'company-wide'}`: taken where the key is absent. */
  readonly fallback: string | undefined;
}

/** What the variables of a template came to: nothing where one has no value, or that keyhole cannot know one. */
export type Resolved = readonly GlobPart[] | undefined | UnknowableKey;

/** A condition key that keyhole cannot know the value of. */
export interface UnknowableKey {
  readonly unknowable: string;
}

const VARIABLE = /\$\{([^}]*)\}/;
const KEY_WITH_DEFAULT = /^([^\s,'"{}]+)(?:, ?'([^']*)')?$/;

/**
 * Reads a text; variables exist from language version 2012-10-17 on and are plain text before.
 * Throws {@link PolicyError} for a variable that is empty, not closed, or not written as AWS writes them.
 */
export function parseTemplate(text: string, options: { variables: boolean; path: string }): Template {
  if (!options.variables || !text.includes('${'))
    return { parts: [{ pattern: text }], glob: parseGlob(text), text };
  const parts: TemplatePart[] = [];
  text.split(VARIABLE).forEach((piece, i) => {
    if (i % 2 === 1) parts.push(variableOf(piece, options.path));
    else if (piece.includes('${'))
      throw new PolicyError(options.path, `the policy variable in "${text}" is not closed`);
    else if (piece !== '') parts.push({ pattern: piece });
  });
  const fixed = parts.filter((part): part is GlobPart => !isVariable(part));
  if (fixed.length < parts.length) return { parts, glob: undefined, text: undefined };
  return { parts, glob: globOf(fixed), text: textOf(fixed) };
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

/** Puts the values of this request in place of the variables. */
export function resolveTemplate(template: Template, context: RequestContext): Resolved {
  const resolved: GlobPart[] = [];
  for (const part of template.parts) {
    if (!isVariable(part)) resolved.push(part);
    else {
      const values = context.get(part.key);
      // A key with several values cannot serve as a variable; AWS does not say what comes of trying.
      if (values === UNKNOWABLE || (values !== undefined && values.length > 1))
        return { unknowable: part.key };
      // An empty value counts as none, so that `home/${aws:PrincipalTag/team}*` never opens every home.
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

/** The parts as one text, wildcards taken literally. */
export function textOf(parts: readonly GlobPart[]): string {
  return parts.map((part) => ('literal' in part ? part.literal : part.pattern)).join('');
}

/** Whether the template, as a glob, matches a text in this request; false where a variable has no value. */
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
