import { UnknownValue } from '../world/unknown-value.ts';
import { type Note, objectsAndBucket } from './referenced-arn.ts';

/**
 * The policy that a data source aws_iam_policy_document will have, with unknown values in it. Documents that it builds on come first,
 * then its own statements, then documents that override. A later statement replaces an earlier one of the same Sid.
 */
export function policyDocument(values: Readonly<Record<string, unknown>>, note: Note): unknown {
  const sources = documentsOf(values.source_policy_documents, values.source_json);
  const overrides = documentsOf(values.override_policy_documents, values.override_json);
  const unknown = [...sources, ...overrides].find((one) => one instanceof UnknownValue);
  if (unknown !== undefined) return unknown;
  const own = {
    Version: values.version ?? '2012-10-17',
    Id: values.policy_id,
    Statement: listOf(values.statement).map((statement) => statementOf(statement, note)),
  };
  const merged = [...sources, own, ...overrides];
  const Statement = merged.flatMap(statementsOf).reduce<readonly unknown[]>(overridden, []);
  const Id = merged
    .map((document) => Object(document).Id)
    .findLast((id) => typeof id === 'string' && id !== '');
  return { Version: newestVersion(merged), ...optional('Id', Id), Statement };
}

/** The newest version of documents. Versions are dates, so that their order is that of texts. */
function newestVersion(documents: readonly unknown[]): unknown {
  return documents
    .map((document) => Object(document).Version)
    .filter((version) => typeof version === 'string')
    .toSorted()
    .at(-1);
}

/** Statements with one more, which replaces one of the same Sid. */
function overridden(statements: readonly unknown[], statement: unknown): readonly unknown[] {
  const { Sid } = Object(statement);
  const isSame = (other: unknown) => Sid !== undefined && Sid !== '' && Object(other).Sid === Sid;
  return statements.some(isSame)
    ? statements.map((other) => (isSame(other) ? statement : other))
    : [...statements, statement];
}

function documentsOf(list: unknown, single: unknown): readonly unknown[] {
  if (list instanceof UnknownValue) return [list];
  return [...listOf(list), single]
    .filter((one) => one !== undefined && one !== null && one !== '')
    .map((one) => (typeof one === 'string' ? parsed(one) : one));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return new UnknownValue('a policy that it is made of is not JSON');
  }
}

function statementsOf(document: unknown): readonly unknown[] {
  const { Statement: statements } = Object(document);
  return Array.isArray(statements) ? statements : [statements];
}

function statementOf(written: unknown, note: Note): unknown {
  if (written instanceof UnknownValue) return written;
  const {
    sid,
    effect,
    actions,
    not_actions,
    resources,
    not_resources,
    principals,
    not_principals,
    condition,
  } = Object(written);
  return {
    ...optional('Sid', sid),
    Effect: effect ?? 'Allow',
    ...principalsOf('Principal', principals),
    ...principalsOf('NotPrincipal', not_principals),
    ...optional('Action', oneOrMore(actions)),
    ...optional('NotAction', oneOrMore(not_actions)),
    ...optional(
      'Resource',
      oneOrMore(objectsAndBucket(resources, { actions, isAllow: effect !== 'Deny', note })),
    ),
    ...optional(
      'NotResource',
      oneOrMore(objectsAndBucket(not_resources, { actions, isAllow: effect === 'Deny', note })),
    ),
    ...conditionsOf(condition),
  };
}

function principalsOf(element: string, written: unknown): object {
  if (written instanceof UnknownValue) return { [element]: written };
  const principals = listOf(written);
  if (principals.length === 0) return {};
  const byType: Record<string, unknown[]> = {};
  for (const principal of principals) {
    const { type, identifiers } = Object(principal);
    if (type === '*') return { [element]: '*' };
    byType[String(type)] = [
      ...(byType[String(type)] ?? []),
      ...(identifiers instanceof UnknownValue ? [identifiers] : listOf(identifiers)),
    ];
  }
  return {
    [element]: Object.fromEntries(Object.entries(byType).map(([type, all]) => [type, oneOrMore(all)])),
  };
}

function conditionsOf(written: unknown): object {
  if (written instanceof UnknownValue) return { Condition: written };
  const conditions = listOf(written);
  if (conditions.length === 0) return {};
  const operators: Record<string, Record<string, unknown>> = {};
  for (const condition of conditions) {
    const { test, variable, values } = Object(condition);
    const earlier = operators[String(test)]?.[String(variable)];
    operators[String(test)] = { ...operators[String(test)], [String(variable)]: joined(earlier, values) };
  }
  return { Condition: operators };
}

/** The values of a condition with those of an earlier one, which has the same operator and key. */
function joined(earlier: unknown, values: unknown): unknown {
  if (earlier === undefined) return oneOrMore(values);
  return unknownOf(earlier) ?? unknownOf(values) ?? oneOrMore([earlier, values].flat());
}

function unknownOf(value: unknown): UnknownValue | undefined {
  return value instanceof UnknownValue ? value : undefined;
}

/** Terraform takes `&{aws:username}` for the variable `${aws:username}` of IAM in the values of lists. */
function withVariables(value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('&{', '${') : value;
}

/** A list of one as its item, which Terraform writes so. */
function oneOrMore(value: unknown): unknown {
  if (!Array.isArray(value)) return value ?? undefined;
  if (value.length === 0) return undefined;
  const items: readonly unknown[] = value.map(withVariables);
  return items.length === 1 ? items[0] : items;
}

function optional(name: string, value: unknown): object {
  return value === undefined || value === null || value === '' ? {} : { [name]: value };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
