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
import { type UnknowableKey, variablesIn } from '../matching/template.ts';
import type { Permission } from '../terms/permission.ts';
import type { Policy, Statement } from '../terms/policy.ts';
import { PolicyError } from '../terms/policy-error.ts';

/** A policy prepared for many decisions. */
export interface CompiledPolicy {
  readonly statements: readonly CompiledStatement[];
  /** The condition keys, in lower case, that the policy asks for in conditions or policy variables. */
  readonly mentionedKeys: ReadonlySet<string>;
  /** The statements whose Action covers an action, split into denies and allows. */
  covering(action: string): Covering;
}

/** The statements of a policy about an action. */
export interface Covering {
  readonly Deny: readonly CompiledStatement[];
  readonly Allow: readonly CompiledStatement[];
}

/** A statement whose patterns and conditions are parsed. Patterns that cannot be malformed are parsed when first asked for. */
export class CompiledStatement {
  readonly statement: Statement;
  readonly conditions: readonly CompiledCondition[];
  readonly #variables: boolean;
  #coversAction: ((action: string) => boolean) | undefined;
  #resources: readonly ResourcePattern[] | undefined;
  #notResources: readonly ResourcePattern[] | undefined;

  /** Throws PolicyError for a resource or a condition that cannot be evaluated. */
  constructor(statement: Statement, variables: boolean) {
    const path = `Statement[${statement.index}]`;
    this.statement = statement;
    this.#variables = variables;
    if (hasVariable(statement.resources)) void this.resources;
    if (hasVariable(statement.notResources)) void this.notResources;
    this.conditions = statement.conditions.map((condition) =>
      compileCondition(condition, { variables, path: `${path}.Condition.${condition.operator}` }),
    );
  }

  coversAction(action: string): boolean {
    this.#coversAction ??= coverage(this.statement);
    return this.#coversAction(action);
  }

  get resources(): readonly ResourcePattern[] | undefined {
    this.#resources ??=
      this.statement.resources &&
      resourcePatterns(this.statement.resources, {
        variables: this.#variables,
        path: `Statement[${this.statement.index}].Resource`,
      });
    return this.#resources;
  }

  get notResources(): readonly ResourcePattern[] | undefined {
    this.#notResources ??=
      this.statement.notResources &&
      resourcePatterns(this.statement.notResources, {
        variables: this.#variables,
        path: `Statement[${this.statement.index}].NotResource`,
      });
    return this.#notResources;
  }
}

function hasVariable(texts: readonly string[] | undefined): boolean {
  return texts?.some((text) => text.includes('${')) === true;
}

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
 * A policy that was parsed, with its compiled form, which parsing has to make to check it. A WeakMap of such policies would keep
 * each until V8 collects its whole heap.
 */
export class ParsedPolicy implements Policy {
  readonly version: Policy['version'];
  readonly id: string | undefined;
  readonly statements: readonly Statement[];
  readonly text: string;
  readonly #compiled: CompiledPolicy;

  constructor(
    { version, id, text }: Pick<ParsedPolicy, 'version' | 'id' | 'text'>,
    compiled: readonly CompiledStatement[],
  ) {
    this.version = version;
    this.id = id;
    this.statements = compiled.map(({ statement }) => statement);
    this.text = text;
    this.#compiled = new StatementsByAction(this, compiled);
  }

  /** The compiled form of a parsed policy; undefined for one that was made otherwise. */
  static compiledOf(policy: Policy): CompiledPolicy | undefined {
    return #compiled in policy ? policy.#compiled : undefined;
  }
}

/** The compiled forms of policies that were not parsed. */
const compiled = new WeakMap<Policy, CompiledPolicy>();

/** The compiled form of a policy, made once for each policy. Throws PolicyError if the policy cannot be evaluated. */
export function compile(policy: Policy): CompiledPolicy {
  const found = ParsedPolicy.compiledOf(policy) ?? compiled.get(policy);
  if (found !== undefined) return found;
  const variables = hasVariables(policy);
  const statements = policy.statements.map((statement) => compileStatement(statement, variables));
  const made = new StatementsByAction(policy, statements);
  compiled.set(policy, made);
  return made;
}

function hasVariables({ version }: Policy): boolean {
  return version === '2012-10-17';
}

const NONE: readonly CompiledStatement[] = [];

/** Most policies of a company say nothing of most actions: they share it. */
const NOTHING: Covering = { Deny: NONE, Allow: NONE };

function statementsCovering(statements: readonly CompiledStatement[], action: string): Covering {
  const found: Record<keyof Covering, CompiledStatement[] | undefined> = { Deny: undefined, Allow: undefined };
  for (const one of statements) {
    if (!one.coversAction(action)) continue;
    const { effect } = one.statement;
    const list = found[effect];
    if (list === undefined) found[effect] = [one];
    else list.push(one);
  }
  const { Deny = NONE, Allow = NONE } = found;
  return Deny === Allow ? NOTHING : { Deny, Allow };
}

/** The number of actions whose statements are kept for each policy; a run asks for fewer. */
const MAX_ACTIONS = 1000;

class StatementsByAction implements CompiledPolicy {
  readonly statements: readonly CompiledStatement[];
  readonly #policy: Policy;
  readonly #byAction = new Map<string, Covering>();
  #mentionedKeys: ReadonlySet<string> | undefined;

  constructor(policy: Policy, statements: readonly CompiledStatement[]) {
    this.#policy = policy;
    this.statements = statements;
  }

  get mentionedKeys(): ReadonlySet<string> {
    const variables = hasVariables(this.#policy);
    this.#mentionedKeys ??= new Set(
      this.#policy.statements.flatMap((statement) => keysMentioned(statement, variables)),
    );
    return this.#mentionedKeys;
  }

  covering(action: string): Covering {
    let found = this.#byAction.get(action);
    if (found === undefined) {
      found = statementsCovering(this.statements, action);
      if (this.#byAction.size >= MAX_ACTIONS) this.#byAction.clear();
      this.#byAction.set(action, found);
    }
    return found;
  }
}

function keysMentioned(statement: Statement, variables: boolean): readonly string[] {
  const { index, conditions, resources = [], notResources = [] } = statement;
  const site = { variables, path: `Statement[${index}]` };
  const texts = [...resources, ...notResources, ...conditions.flatMap(({ values }) => values)];
  const keys = [...conditions.map(({ key }) => key), ...texts.flatMap((text) => variablesIn(text, site))];
  return keys.map((key) => key.toLowerCase());
}

export function compileStatement(statement: Statement, variables: boolean): CompiledStatement {
  return new CompiledStatement(statement, variables);
}

/** A key policy may hold a statement without Action. Such a statement covers no action. */
function coverage({ actions, notActions }: Statement): (action: string) => boolean {
  if (actions !== undefined) return compileActions(actions);
  if (notActions === undefined) return () => false;
  const excepted = compileActions(notActions);
  return (action) => !excepted(action);
}

function resourcePatterns(
  texts: readonly string[],
  options: { variables: boolean; path: string },
): readonly ResourcePattern[] {
  return texts.map((text) => {
    const pattern = parseResourcePattern(text, options);
    if (pattern === undefined) throw new PolicyError(options.path, `"${text}" is neither an ARN nor "*"`);
    return pattern;
  });
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
