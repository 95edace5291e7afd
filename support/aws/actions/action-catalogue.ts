import type { Service } from '../operations.ts';
import { dynamodbActions } from './dynamodb-actions.ts';
import { iamActions } from './iam-actions.ts';
import { kmsActions } from './kms-actions.ts';
import { s3Actions } from './s3-actions.ts';
import { secretsmanagerActions } from './secretsmanager-actions.ts';
import { stsActions } from './sts-actions.ts';

/** An action of a service, as the Service Authorization Reference describes it. */
export interface Action {
  /** As policies write it: `s3:GetObject`. */
  readonly name: string;
  /** The types of resource that it applies to; empty where it addresses none but `*`. */
  readonly resourceTypes: readonly string[];
  /**
   * S3 only: the condition keys that the action has besides those of every request. A trailing `/` opens a family:
   * `s3:ExistingObjectTag/`. S3 alone refuses a policy for a key that an action does not have.
   */
  readonly conditionKeys: readonly string[];
}

/** A type of resource: its name in the reference, and the form of its ARNs. */
export interface ResourceType {
  readonly name: string;
  /** `arn:{Partition}:s3:::{BucketName}/{ObjectName}`. */
  readonly arn: string;
}

/** The content of one service's table. */
export interface ServiceActions {
  readonly actions: readonly Action[];
  readonly resourceTypes: readonly ResourceType[];
}

/** Source: Service Authorization Reference, "Actions, resources, and condition keys" of each service. */
export const ACTIONS: { readonly [S in Service]: ServiceActions } = {
  s3: readActionTable('s3', s3Actions),
  kms: readActionTable('kms', kmsActions),
  iam: readActionTable('iam', iamActions),
  sts: readActionTable('sts', stsActions),
  secretsmanager: readActionTable('secretsmanager', secretsmanagerActions),
  dynamodb: readActionTable('dynamodb', dynamodbActions),
};

const byName: ReadonlyMap<string, Action> = new Map(
  Object.values(ACTIONS).flatMap(({ actions }) =>
    actions.map((action) => [action.name.toLowerCase(), action] as const),
  ),
);

/** The action of a name, in whatever letter case; undefined where its service has none of it. */
export function actionNamed(name: string): Action | undefined {
  return byName.get(name.toLowerCase());
}

/**
 * The type of resource that an ARN without wildcards is of: the most specific one that fits. Undefined where the service
 * has no such resource.
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

/** Names within an ARN have no `/`, but for the last one: keys of objects and paths of IAM do. A bucket's name has none. */
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
