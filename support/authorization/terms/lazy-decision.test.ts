import { describe, expect, test } from '@jest/globals';
import { account } from '../../aws/testing/accounts.ts';
import { altered, LazyDenied } from './lazy-decision.ts';

const resource = `arn:aws:kms:eu-west-1:${account}:key/a`;
const permission = {
  ...{ action: 'kms:Decrypt', resource, resourceAccount: account },
  context: { get: () => undefined },
};
const statement = { policy: 'a policy', layer: 'identity', index: 0, effect: 'Allow' } as const;

function counted() {
  let times = 0;
  const facts = { permission, layer: 'identity', explicit: false, crossAccount: false } as const;
  const considered = () => {
    times += 1;
    return [{ statement }];
  };
  const assumed = () => [{ key: 'aws:SourceIp', values: [], byDefault: true }];
  return { denied: new LazyDenied(facts, { considered, assumed }), times: () => times };
}

describe('a denial with other facts', () => {
  test('has the statements and assumptions of the first, which are worked out when they are read', () => {
    const { denied, times } = counted();
    const changed = altered(denied, { layer: 'resource', beyondPolicies: true });
    expect(times()).toBe(0);
    expect(changed).toMatchObject({ layer: 'resource', beyondPolicies: true, explicit: false, permission });
    expect(changed.considered).toEqual([{ statement }]);
    expect(changed.assumed).toEqual(denied.assumed);
    expect(denied.layer).toBe('identity');
  });

  test('has them in JSON', () => {
    const { denied } = counted();
    const read = JSON.parse(JSON.stringify(altered(denied, { crossAccount: true })));
    expect(read).toMatchObject({ result: 'Denied', crossAccount: true, considered: [{ statement }] });
    expect(read.assumed).toEqual(denied.assumed);
  });

  test('has no getter of its own, which would make each denial a new kind of object to V8', () => {
    const { denied } = counted();
    for (const one of [denied, altered(denied, {})])
      for (const { get } of Object.values(Object.getOwnPropertyDescriptors(one))) expect(get).toBeUndefined();
  });
});
