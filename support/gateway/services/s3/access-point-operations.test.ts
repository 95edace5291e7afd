import { describe, expect, test } from '@jest/globals';
import { s3Permissions } from '../../../authorization/permissions/s3.ts';
import { actionNamed } from '../../../aws/actions/action-catalogue.ts';
import { accessPointOperations } from './access-point-operations.ts';

/** Operations whose permissions the reference lists for buckets alone, each with the reason. */
const FOR_BUCKETS: Readonly<Record<string, string>> = {
  ListMultipartUploads:
    'the reference gives its action the condition keys of access points, and no such resource',
};

/** The actions of a served operation, for a request with few members; undefined for one that is refused by name. */
function actionsOf(operation: string): readonly string[] | undefined {
  const rule: unknown = Reflect.get(s3Permissions, operation);
  if (typeof rule !== 'function') return undefined;
  const Delete = { Objects: [{ Key: 'a' }, { Key: 'b', VersionId: '1' }] };
  const input = { Bucket: 'records', Key: 'a', CopySource: 'records/a', Delete, ObjectEncryption: {} };
  return rule(input, { region: 'eu-west-1', account: '111111111111' }).map(
    ({ action }: { readonly action: string }) => action,
  );
}

function isOfAccessPoints(action: string): boolean {
  const types = actionNamed(action)?.resourceTypes ?? [];
  return types.some((type) => type === 'accesspoint' || type === 'accesspointobject');
}

describe('The operations through access points', () => {
  test('are a row for each operation of S3', () => {
    expect(Object.keys(accessPointOperations).toSorted()).toEqual(Object.keys(s3Permissions).toSorted());
  });

  const served = Object.entries(accessPointOperations).flatMap(([operation, compatibility]) => {
    const actions = actionsOf(operation);
    return actions === undefined ? [] : [{ operation, compatibility, actions }];
  });

  test.each(served.filter(({ operation }) => !Object.hasOwn(FOR_BUCKETS, operation)))(
    '$operation is $compatibility, as the Service Authorization Reference has its actions',
    ({ compatibility, actions }) => {
      expect(actions.every(isOfAccessPoints)).toBe(compatibility === 'supported');
    },
  );

  test.each(Object.keys(FOR_BUCKETS))('%s is an exception', (operation) => {
    expect(actionsOf(operation)?.some(isOfAccessPoints)).toBe(false);
  });
});
