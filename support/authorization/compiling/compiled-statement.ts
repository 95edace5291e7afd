import type { Principal } from '../../aws/principal.ts';
import {
  type CompiledCondition,
  compileCondition,
  evaluateCondition,
} from '../conditions/compiled-condition.ts';
import { compileActions } from '../matching/action-pattern.ts';
import { excludedBy, NAMED, type Named, namedBy } from '../matching/principal-matcher.ts';
import {
  exceptsResource,
  matchesResource,
  parseResourcePattern,
  type ResourcePattern,
} from '../matching/resource-pattern.ts';
import type { UnknowableKey } from '../matching/template.ts';
import type { Permission } from '../terms/permission.ts';
import type { Statement } from '../terms/policy.ts';
import { PolicyError } from '../terms/policy-error.ts';

/** A principal and the permission that it asks for. */
export interface Question {
  readonly principal: Principal;
  readonly permission: Permission;
  /** True for a user or role with a permissions boundary. */
  readonly hasBoundary: boolean;
  /** The canonical user id of the caller's account; undefined if it is not known. */
  readonly canonicalId?: string | undefined;
}

/**
 * A statement whose conditions are parsed. Its patterns are parsed when a decision first asks for them, which most decisions do of
 * few statements.
 */
export class CompiledStatement {
  readonly statement: Statement;
  readonly conditions: readonly CompiledCondition[];
  readonly #variables: boolean;
  #covers: ((action: string) => boolean) | undefined;
  #resources: readonly ResourcePattern[] | undefined;
  #notResources: readonly ResourcePattern[] | undefined;

  /**
   * `variables` is true if the language version has policy variables. `hasOnlyArns` is true if each resource is known to be `*` or
   * an ARN. Throws PolicyError for a resource, a policy variable or a condition that cannot be evaluated.
   */
  constructor(
    statement: Statement,
    { variables, hasOnlyArns }: { variables: boolean; hasOnlyArns: boolean },
  ) {
    this.statement = statement;
    this.#variables = variables;
    // Whatever can be refused is parsed at once: an entry that may be no ARN, and one whose variable may be malformed.
    const isSound = (texts: readonly string[] = []) =>
      hasOnlyArns && !texts.some((text) => text.includes('${'));
    if (!isSound(statement.resources)) this.#resources = this.#patternsOf('Resource');
    if (!isSound(statement.notResources)) this.#notResources = this.#patternsOf('NotResource');
    this.conditions = statement.conditions.map((condition) =>
      compileCondition(condition, {
        variables,
        path: `Statement[${statement.index}].Condition.${condition.operator}`,
      }),
    );
  }

  /** True if the Action or NotAction of the statement covers an action. */
  coversAction(action: string): boolean {
    this.#covers ??= coverage(this.statement);
    return this.#covers(action);
  }

  /** The entries of Resource. */
  get resources(): readonly ResourcePattern[] | undefined {
    this.#resources ??= this.#patternsOf('Resource');
    return this.#resources;
  }

  /** The entries of NotResource. */
  get notResources(): readonly ResourcePattern[] | undefined {
    this.#notResources ??= this.#patternsOf('NotResource');
    return this.#notResources;
  }

  #patternsOf(element: 'Resource' | 'NotResource'): readonly ResourcePattern[] | undefined {
    const { index, resources, notResources } = this.statement;
    const path = `Statement[${index}].${element}`;
    const texts = element === 'Resource' ? resources : notResources;
    return texts?.map((text) => {
      const pattern = parseResourcePattern(text, { variables: this.#variables, path });
      if (pattern === undefined) throw new PolicyError(path, `"${text}" is neither an ARN nor "*"`);
      return pattern;
    });
  }
}

/** A key policy may hold a statement without Action. Such a statement covers no action. */
function coverage({ actions, notActions }: Statement): (action: string) => boolean {
  if (actions !== undefined) return compileActions(actions);
  if (notActions === undefined) return () => false;
  const excepted = compileActions(notActions);
  return (action) => !excepted(action);
}

/**
 * How closely a statement applies to a request, if its Action already covers the action. The result is "not at all", or
 * how closely the statement names the principal. A statement without Principal applies directly.
 */
export function applies(compiledStatement: CompiledStatement, question: Question): Named | UnknowableKey {
  const { permission } = question;
  // The resource is compared first: that is fastest, and most statements about an action are about other resources.
  const resource = coversResource(compiledStatement, permission);
  if (resource === false) return NAMED.not;
  const named = principalOf(compiledStatement.statement, question);
  if (named === NAMED.not) return NAMED.not;
  let unknowable: UnknowableKey | undefined = typeof resource === 'object' ? resource : undefined;
  for (const condition of compiledStatement.conditions) {
    const verdict = evaluateCondition(condition, permission.context);
    if (verdict === false) return NAMED.not;
    if (verdict !== true) unknowable = verdict;
  }
  return unknowable ?? named;
}

/**
 * How closely the Principal or NotPrincipal of a statement names a principal. A Deny with NotPrincipal applies to every
 * principal with a permissions boundary, listed or not.
 * Source: IAM user guide, "AWS JSON policy elements: NotPrincipal".
 */
export function principalOf(
  statement: Statement,
  { principal, hasBoundary, canonicalId }: Omit<Question, 'permission'>,
): Named | UnknowableKey {
  if (statement.principal !== undefined) return namedBy(statement.principal, principal, canonicalId);
  if (statement.notPrincipal === undefined) return NAMED.direct;
  if (hasBoundary && statement.effect === 'Deny') return NAMED.direct;
  const excluded = excludedBy(statement.notPrincipal, { principal, canonicalId }, statement.effect);
  if (typeof excluded === 'object') return excluded;
  return excluded ? NAMED.not : NAMED.direct;
}

/** True if the Resource or NotResource of a statement covers a resource; false if the statement has neither. */
export function coversResource(
  { resources, notResources }: CompiledStatement,
  { resource, context }: Permission,
): boolean | UnknowableKey {
  if (resources !== undefined) return matchesResource(resources, resource, context);
  if (notResources !== undefined) {
    const excepted = exceptsResource(notResources, resource, context);
    return typeof excepted === 'object' ? excepted : !excepted;
  }
  return false;
}
