import { variablesIn } from '../matching/template.ts';
import type { Policy, Statement } from '../terms/policy.ts';
import { CompiledStatement } from './compiled-statement.ts';

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
  const statements = policy.statements.map(
    (statement) => new CompiledStatement(statement, { variables, hasOnlyArns: false }),
  );
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
  const found: Record<keyof Covering, CompiledStatement[] | undefined> = {
    Deny: undefined,
    Allow: undefined,
  };
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
