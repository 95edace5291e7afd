import { describe, expect, test } from '@jest/globals';
import { actionNamed, resourceTypeOf } from '../../aws/actions/action-catalogue.ts';
import { askedPermissions } from './testing/asked-permissions.ts';

/** The services whose rules name a resource of a type that the reference lists. */
const SERVICES: ReadonlySet<string> = new Set(['s3', 'kms', 'iam', 'sts', 'secretsmanager', 'dynamodb']);
const ASKED = askedPermissions.filter(({ service }) => SERVICES.has(service));

/** Operations whose resource has a type that the reference does not list for the action, each with the reason. */
const OTHER_RESOURCE: Readonly<Record<string, string>> = {
  'CreateKey: kms:TagResource': 'the new key has no ARN yet',
  'GetFederationToken: sts:TagSession': 'the reference lists no resource for federated users',
  'ReplicateKey: kms:TagResource': 'the new key has no ARN yet',
  'GetAccessKeyLastUsed: iam:GetAccessKeyLastUsed': 'the request names an access key, not its user',
};

describe('Each permission that the gateway asks for', () => {
  test('is among many', () => {
    expect(ASKED.length).toBeGreaterThan(200);
  });

  test('is an action of the Service Authorization Reference', () => {
    const unknown = ASKED.map(({ permission }) => permission.action).filter((action) => !actionNamed(action));
    expect(unknown).toEqual([]);
  });

  test('is on a resource that the action applies to', () => {
    const amiss = ASKED.filter(({ service, permission: { action, resource } }) => {
      const types = actionNamed(action)?.resourceTypes ?? [];
      // AWS's refusals name the kind of entity that is listed, although the reference has no resource for lists.
      if (types.length === 0) return resource !== '*' && !/:List/.test(action);
      if (resource === '*') return true;
      const type = resourceTypeOf(service, resource);
      return type === undefined || !types.includes(type);
    });
    const found = amiss.map(({ operation, permission: { action } }) => `${operation}: ${action}`);
    expect([...new Set(found)].toSorted()).toEqual(Object.keys(OTHER_RESOURCE).toSorted());
  });

  test('covers every operation that is served', () => {
    expect(ASKED.length).toBeGreaterThan(250);
  });
});
