import type { ChangedPolicy } from '../answer/changed-policy.ts';
import type { Names } from '../authorization/explain.ts';
import type { Sources } from '../authorization/statement-source.ts';
import type { PolicyRequest } from '../client/observe-policies.ts';
import { phraseFor } from '../scenario/cast/phrase-for.ts';
import { withPlaceholders } from '../scenario/document/with-placeholders.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';

/** A provisioned scenario, with the names of its things and the places of its statements. */
export interface ChangedIn {
  readonly provisioned: ProvisionedScenario;
  readonly names: Names;
  readonly sources: Sources;
}

/** A change, and the managed policy that it puts in force, if the same step created that. */
interface Changed {
  readonly change: ChangedPolicy;
  readonly created?: string;
}

/** The policy that a request changed, whatever the words of its step. `earlier` are the changes of that step, by policy. */
export function changedPolicy(
  { operation, input }: PolicyRequest,
  changed: ChangedIn,
  earlier: ReadonlyMap<string, ChangedPolicy>,
): Changed {
  const policy = policyInWords(operation, input, changed);
  const document = [
    input.AssumeRolePolicyDocument,
    input.PolicyDocument,
    input.Policy,
    input.ResourcePolicy,
  ].find((member) => typeof member === 'string');
  if (typeof document === 'string') return { change: { policy, ...documentOf(document, changed) } };
  if (/^(?:Delete|Detach)/.test(operation)) return { change: { policy, removed: true } };
  const created = earlier.get(managedPolicy(input.PolicyArn ?? input.PermissionsBoundary));
  if (created === undefined) return { change: { policy } };
  return { change: { ...created, policy }, created: created.policy };
}

/** A policy that a step put in force without a request to AWS. */
export function policyNowInForce(policy: string, document: string, changed: ChangedIn): ChangedPolicy {
  return { policy, ...documentOf(document, changed) };
}

/** The file and the text of a document that is now in force. */
function documentOf(
  document: string,
  { provisioned, sources }: ChangedIn,
): Pick<ChangedPolicy, 'file' | 'text'> {
  const file = fileOf(document, sources);
  const { policies } = provisioned.scenario;
  const isUnchanged = [...policies.keys()].some((path) => provisioned.policy(path) === document);
  if (isUnchanged) return { file };
  return { file, text: withPlaceholders(indented(document), provisioned.values) };
}

/** The file that a document has most statements of. */
function fileOf(document: string, sources: Sources): string | undefined {
  const { Statement } = Object(parsed(document));
  const number = Array.isArray(Statement) ? Statement.length : 1;
  for (let index = 0; index < number; index += 1) {
    const source = sourceOf(document, index, sources);
    if (source !== undefined) return source.file;
  }
  return undefined;
}

function sourceOf(document: string, index: number, sources: Sources) {
  try {
    return sources({ document, index, policy: '', layer: 'identity', effect: 'Allow' });
  } catch {
    // A client may have sent what is no JSON: the gateway refused it, or holds it as it is.
    return undefined;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function indented(text: string): string {
  const value = parsed(text);
  return value === undefined ? text : JSON.stringify(value, undefined, 2);
}

type Input = PolicyRequest['input'];

/** A policy in the words that the record has for its document. */
function policyInWords(operation: string, input: Input, changed: ChangedIn): string {
  const name = textOf(input.PolicyName);
  const holder = holderInWords(operation, input, changed);
  if (operation === 'CreatePolicy' || operation === 'CreatePolicyVersion')
    return managedPolicy(input.PolicyArn ?? name);
  if (/PermissionsBoundary$/.test(operation)) return `the permissions boundary of ${holder}`;
  if (input.AssumeRolePolicyDocument !== undefined || operation === 'UpdateAssumeRolePolicy')
    return `the trust policy of ${holder}`;
  if (/^(?:Attach|Detach)/.test(operation)) return `${managedPolicy(input.PolicyArn)} of ${holder}`;
  if (name !== '' && input.KeyId === undefined) return `the inline policy "${name}" of ${holder}`;
  if (input.KeyId !== undefined || operation === 'CreateKey') return `the key policy of ${holder}`;
  if (input.Bucket !== undefined) return `the bucket policy of ${holder}`;
  return `the resource policy of ${holder}`;
}

function holderInWords(operation: string, input: Input, { provisioned, names }: ChangedIn): string {
  const { roles, users, groups } = provisioned.scenario.document;
  if (input.RoleName !== undefined) {
    const own = Object.entries(roles).find(([, { roleName }]) => roleName === input.RoleName)?.[0];
    return own === undefined ? `the role ${textOf(input.RoleName)}` : phraseFor('role', own);
  }
  if (input.UserName !== undefined) {
    const own = Object.entries(users).find(([, { userName }]) => userName === input.UserName)?.[0];
    return own === undefined ? `the user ${textOf(input.UserName)}` : phraseFor('user', own);
  }
  if (input.GroupName !== undefined) {
    const own = Object.keys(groups).find((group) => group === input.GroupName);
    return `the group ${own ?? textOf(input.GroupName)}`;
  }
  if (operation === 'CreateKey') return 'a new key';
  const arn = arnOf(input, provisioned);
  return names(arn) ?? phraseOfArn(arn);
}

/** The words for a secret or table that an example created; the ARN of anything else. */
function phraseOfArn(arn: string): string {
  const [, secret] = /:secret:(.+)-\w{6}$/.exec(arn) ?? [];
  if (secret !== undefined) return phraseFor('secret', secret);
  const [, table] = /:table\/(.+)$/.exec(arn) ?? [];
  return table === undefined ? arn : phraseFor('table', table);
}

/** A managed policy by its ARN or name. */
function managedPolicy(named: unknown): string {
  return `the managed policy "${lastPart(textOf(named))}"`;
}

/** The ARN of the resource or role that a request names. */
function arnOf(input: Input, { values }: ProvisionedScenario): string {
  if (input.Bucket !== undefined) return `arn:aws:s3:::${textOf(input.Bucket)}`;
  const named = textOf(input.KeyId ?? input.SecretId ?? input.ResourceArn ?? input.RoleArn);
  const byId = Object.entries(values).find(([name, value]) => value === named && name.endsWith('.id'))?.[0];
  return (byId === undefined ? undefined : values[byId.replace(/\.id$/, '.arn')]) ?? named;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
