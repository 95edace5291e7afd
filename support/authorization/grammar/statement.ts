import { CompiledStatement } from '../compiling/compiled-statement.ts';
import { WHOLE_ARN } from '../matching/arn-pattern.ts';
import { suggestion } from '../terms/nearest.ts';
import type { Statement } from '../terms/policy.ts';
import { PolicyError } from '../terms/policy-error.ts';
import { parseConditionElement } from './condition-element.ts';
import { type JsonObject, objectAt, onlyKnown, stringAt, stringsAt } from './json-shapes.ts';
import type { KindRules } from './policy-kind.ts';
import { parsePrincipalElement } from './principal-element.ts';
import { checkResourceControl } from './resource-control.ts';

/** The elements of a statement. */
export const STATEMENT_ELEMENTS = [
  'Sid',
  'Effect',
  'Principal',
  'NotPrincipal',
  'Action',
  'NotAction',
  'Resource',
  'NotResource',
  'Condition',
];

/** Elements of which a statement has one at most. */
const NEGATED = [
  ['Principal', 'NotPrincipal'],
  ['Action', 'NotAction'],
  ['Resource', 'NotResource'],
] as const;

/** Parses and compiles one statement. Throws {@link PolicyError} if AWS would not accept it in a policy of this kind. */
export function parseStatement(
  value: unknown,
  index: number,
  context: { rules: KindRules; variables: boolean },
): CompiledStatement {
  const path = `Statement[${index}]`;
  const { rules, variables } = context;
  const object = objectAt(value, path);
  onlyKnown(object, STATEMENT_ELEMENTS, path);
  for (const [element, negated] of NEGATED) {
    if (object[element] !== undefined && object[negated] !== undefined)
      throw new PolicyError(path, `has both ${element} and ${negated}`);
  }
  const sid = sidOf(object, path, rules);
  const effect = effectOf(object, path);
  const { principal, notPrincipal } = principalsOf(object, path, rules);
  const { actions, notActions } = actionsOf(object, path, rules);
  const { resources, notResources } = resourcesOf(object, path, rules);
  const conditions = parseConditionElement(object.Condition, `${path}.Condition`);
  // Every statement has the same members in the same order, which V8 makes and reads fastest.
  const statement: Statement = {
    sid,
    index,
    effect,
    principal,
    notPrincipal,
    actions,
    notActions,
    resources,
    notResources,
    conditions,
  };
  if (rules.resourceControl) checkResourceControl(statement, path);
  // Compiling refuses variables and condition values that could not be evaluated.
  return new CompiledStatement(statement, { variables, hasOnlyArns: true });
}

function sidOf(object: JsonObject, path: string, rules: KindRules): string | undefined {
  if (object.Sid === undefined) return undefined;
  const sid = stringAt(object.Sid, `${path}.Sid`);
  if (rules.strictSids && !/^[A-Za-z0-9]*$/.test(sid)) {
    throw new PolicyError(
      `${path}.Sid`,
      `${rules.name} takes letters and digits only in a Sid, not "${sid}"`,
    );
  }
  return sid === '' ? undefined : sid;
}

function effectOf({ Effect }: JsonObject, path: string): 'Allow' | 'Deny' {
  if (Effect === 'Allow' || Effect === 'Deny') return Effect;
  if (Effect === undefined) throw new PolicyError(path, 'Effect is missing');
  const effect = stringAt(Effect, `${path}.Effect`);
  throw new PolicyError(
    `${path}.Effect`,
    `must be Allow or Deny, not "${effect}"${suggestion(effect, ['Allow', 'Deny'])}`,
  );
}

function principalsOf(
  object: JsonObject,
  path: string,
  rules: KindRules,
): Pick<Statement, 'principal' | 'notPrincipal'> {
  const element = object.NotPrincipal === undefined ? 'Principal' : 'NotPrincipal';
  const value = object[element];
  const at = `${path}.${element}`;
  if (rules.principal === 'forbidden') {
    if (value === undefined) return {};
    throw new PolicyError(at, `${rules.name} applies to its bearer and must not have ${element}`);
  }
  if (value === undefined)
    throw new PolicyError(path, `Principal is missing; ${rules.name} must name a principal`);
  if (rules.principal === 'only *' && (value !== '*' || element !== 'Principal')) {
    throw new PolicyError(
      at,
      `${rules.name} must have the Principal "*"; a condition on aws:PrincipalArn narrows it`,
    );
  }
  const parsed = parsePrincipalElement(value, at, rules);
  if (element === 'Principal') return { principal: parsed };
  if (!rules.notPrincipal) throw new PolicyError(at, `${rules.name} cannot have NotPrincipal`);
  return { notPrincipal: parsed };
}

function actionsOf(
  object: JsonObject,
  path: string,
  rules: KindRules,
): Pick<Statement, 'actions' | 'notActions'> {
  const element = object.NotAction === undefined ? 'Action' : 'NotAction';
  if (object[element] === undefined) {
    if (rules.action === 'optional') return {};
    throw new PolicyError(path, 'Action is missing');
  }
  const at = `${path}.${element}`;
  const actions = stringsAt(object[element], at);
  for (const action of actions) {
    if (action !== '*' && !/^[A-Za-z0-9.-]+:[A-Za-z0-9*?_-]+$/.test(action)) {
      throw new PolicyError(
        at,
        `"${action}" is not an action: it needs its service, as in s3:GetObject, or be "*"`,
      );
    }
    if (rules.onlySts && !/^sts:/i.test(action)) {
      throw new PolicyError(at, `${rules.name} can hold only actions of STS, not "${action}"`);
    }
  }
  return element === 'Action' ? { actions } : { notActions: actions };
}

function resourcesOf(
  object: JsonObject,
  path: string,
  rules: KindRules,
): Pick<Statement, 'resources' | 'notResources'> {
  const element = object.NotResource === undefined ? 'Resource' : 'NotResource';
  const at = `${path}.${element}`;
  if (rules.resource === 'forbidden') {
    // Every statement of a trust policy is about its own role.
    if (object[element] === undefined) return { resources: ['*'] };
    throw new PolicyError(at, `${rules.name} must not have ${element}`);
  }
  if (object[element] === undefined) {
    if (rules.resource === 'optional') return {};
    throw new PolicyError(path, 'Resource is missing');
  }
  const resources = stringsAt(object[element], at);
  for (const resource of resources) checkResource(resource, at, rules);
  return element === 'Resource' ? { resources } : { notResources: resources };
}

/** An ARN that may lack its last three parts. */
const INCOMPLETE_ARN = /^arn:[^:]*:/;
const ARN_OF_SERVICE = /^arn:[^:]*:[a-z0-9-]+(?::|$)/;
const VARIABLE_TOO_EARLY = /^([^:]*:){0,4}[^:]*\$\{/;

function checkResource(resource: string, at: string, rules: KindRules): void {
  if (resource === '*') return;
  if (!(rules.incompleteArns ? INCOMPLETE_ARN : WHOLE_ARN).test(resource)) {
    throw new PolicyError(at, `"${resource}" is neither an ARN nor "*"`);
  }
  if (!ARN_OF_SERVICE.test(resource)) {
    throw new PolicyError(at, `"${resource}": the service of an ARN must be written out, in lower case`);
  }
  if (resource.includes('${') && VARIABLE_TOO_EARLY.test(resource)) {
    throw new PolicyError(at, `"${resource}": a policy variable can stand only in the last part of an ARN`);
  }
}
