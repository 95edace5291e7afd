import type { Service } from '../operations.ts';
import { dynamodbActions } from './dynamodb-actions.ts';
import { iamActions } from './iam-actions.ts';
import { kmsActions } from './kms-actions.ts';
import { organizationsActions } from './organizations-actions.ts';
import { s3Actions } from './s3-actions.ts';
import { secretsmanagerActions } from './secretsmanager-actions.ts';
import { stsActions } from './sts-actions.ts';

/** An action of a service, as the Service Authorization Reference describes it. */
export interface Action {
  /** The name as policies write it: `s3:GetObject`. */
  readonly name: string;
  /** The types of resource that it applies to; empty if it applies only to `*`. */
  readonly resourceTypes: readonly string[];
  /**
   * For S3 only: the condition keys of the action, besides those of every request. A trailing `/` stands for a family of
   * keys: `s3:ExistingObjectTag/`. Only S3 refuses a policy that uses a key with an action that does not have it.
   */
  readonly conditionKeys: readonly string[];
}

/** A type of resource: its name in the reference, and the form of its ARNs. */
export interface ResourceType {
  readonly name: string;
  /** The form of its ARNs: `arn:{Partition}:s3:::{BucketName}/{ObjectName}`. */
  readonly arn: string;
}

/** The actions and the resource types of one service. */
export interface ServiceActions {
  readonly actions: readonly Action[];
  readonly resourceTypes: readonly ResourceType[];
}

/** The actions of every service. Source: Service Authorization Reference, "Actions, resources, and condition keys". */
export const ACTIONS: { readonly [S in Service]: ServiceActions } = {
  s3: readActionTable('s3', s3Actions),
  kms: readActionTable('kms', kmsActions),
  iam: readActionTable('iam', iamActions),
  sts: readActionTable('sts', stsActions),
  secretsmanager: readActionTable('secretsmanager', secretsmanagerActions),
  dynamodb: readActionTable('dynamodb', dynamodbActions),
  organizations: readActionTable('organizations', organizationsActions),
  // Its actions are those of S3.
  s3control: { actions: [], resourceTypes: [] },
};

const byName: ReadonlyMap<string, Action> = new Map(
  Object.values(ACTIONS).flatMap(({ actions }) =>
    actions.map((action) => [action.name.toLowerCase(), action] as const),
  ),
);

/** The action of a name in any letter case; undefined if its service has no such action. */
export function actionNamed(name: string): Action | undefined {
  return byName.get(name.toLowerCase());
}

/**
 * The resource type of an ARN without wildcards: the most specific one that fits. Undefined if the service has no such
 * resource.
 */
export function resourceTypeOf(service: Service, arn: string): string | undefined {
  let best: ResourceType | undefined;
  for (const type of ACTIONS[service].resourceTypes) {
    if (!fits(type, arn)) continue;
    if (best === undefined || literalLength(type) > literalLength(best)) best = type;
  }
  return best?.name;
}

function literalLength({ arn }: ResourceType): number {
  return arn.replace(/\{\w+\}/g, '').length;
}

/**
 * True if an ARN has a form. Names in ARNs have no `/`, except the last one: keys of objects and paths of IAM have it.
 * The name of a bucket does not.
 */
function fits({ name, arn: form }: ResourceType, arn: string): boolean {
  const pieces = form.split(/\{\w+\}/).map((piece) => piece.replaceAll('.', '\\.'));
  const last = pieces.length - 2;
  const pattern = pieces.map((piece, i) => {
    if (i > last) return piece;
    return piece + (i === last && name !== 'bucket' ? '.+' : '[^/:]*');
  });
  return new RegExp(`^${pattern.join('')}$`, 's').test(arn);
}

function readActionTable(service: Service, table: string): ServiceActions {
  const lines = table.trim().split('\n');
  return {
    resourceTypes: lines.filter((line) => line.startsWith('= ')).map(resourceTypeIn),
    actions: lines.filter((line) => !line.startsWith('= ')).map((line) => actionIn(service, line)),
  };
}

function resourceTypeIn(line: string): ResourceType {
  const [, name = '', arn = ''] = line.split(' ');
  return { name, arn };
}

function actionIn(service: Service, line: string): Action {
  const [name, resourceTypes = '', conditionKeys = ''] = line.split('|').map((cell) => cell.trim());
  return {
    name: `${service}:${name}`,
    resourceTypes: words(resourceTypes),
    conditionKeys: words(conditionKeys),
  };
}

function words(text: string): readonly string[] {
  return text === '' ? [] : text.split(' ');
}
