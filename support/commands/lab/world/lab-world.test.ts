import { GetObjectCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { clientsFor } from '../../../client/clients.ts';
import { rootOf } from '../../../client/identity.ts';
import { type Lab, startLab } from '../../../gateway/serving/lab.ts';
import { answerOf } from '../../../gateway/testing/lab-under-test.ts';
import {
  allowing,
  keyPolicy,
  policyOf,
  twoAccounts,
  WrittenScenario,
} from '../../../scenario/testing/written-scenario.ts';
import type { LabWorld } from './lab-world.ts';
import { openWorld, type WorldOfLab } from './open-world.ts';
import { contentsOfLab, type StoreContents } from './store-contents.ts';

const reports = { Bucket: 'the-reports', Key: 'q1' };
const partnerReads = (Effect: string) =>
  policyOf({
    Effect,
    Principal: { AWS: '{{accounts.partner.root}}' },
    Action: 's3:GetObject',
    Resource: 'arn:aws:s3:::the-reports/*',
  });

const written = new WrittenScenario();
let lab: Lab;
let world: LabWorld<WorldOfLab>;

function files(changes: Readonly<Record<string, string>> = {}): void {
  written.write({
    'own/scenario.yaml': `${twoAccounts}keys: { shared: { account: data, policy: key.json } }
buckets: { reports: { account: data, bucketName: the-reports, policy: bucket.json } }
users: { kim: { account: data, policies: { own: user.json } } }
`,
    'own/key.json': keyPolicy,
    'own/bucket.json': partnerReads('Allow'),
    'own/user.json': allowing('s3:ListAllMyBuckets'),
    ...changes,
  });
}

const worldOf = (contents: StoreContents) =>
  openWorld({ gateway: lab, contents }, { quotas: {}, facts: (around) => around });

function of(account: 'data' | 'partner') {
  const played = world.played;
  if (played === undefined) throw new TypeError('nothing is played');
  return played.provisioned.root(account).s3;
}
const clientsOf = ({ endpoint }: Lab) =>
  clientsFor({ endpoint, identity: rootOf('111111111111'), region: 'eu-west-1' }).s3;
const keyArn = () => world.played?.provisioned.value('keys.shared.arn');
const read = () => answerOf(of('partner').send(new GetObjectCommand(reports)));

beforeEach(async () => {
  lab = await startLab();
  world = worldOf(contentsOfLab(lab));
  files();
  await world.begin(written.load());
  await of('data').send(new PutObjectCommand({ ...reports, Body: 'x' }));
});
afterEach(async () => lab[Symbol.asyncDispose]());

describe('a reset', () => {
  test('returns to the scenario, with the same keys and without later objects', async () => {
    const before = keyArn();
    expect(await world.reset()).toBe('restored');
    expect(keyArn()).toBe(before);
    expect(await read()).toMatch(/^403/);
    const { Buckets = [] } = await of('data').send(new ListBucketsCommand({}));
    expect(Buckets.map(({ Name }) => Name)).toEqual(['the-reports']);
  });

  test('keeps a policy that was saved since then, also at the next reset', async () => {
    files({ 'own/bucket.json': partnerReads('Deny') });
    await world.take(written.load());
    for (const _ of [1, 2]) {
      await world.reset();
      await of('data').send(new PutObjectCommand({ ...reports, Body: 'x' }));
      expect(await read()).toMatch(/^403/);
    }
  });

  test('provisions anew on a store that cannot undo', async () => {
    const stubborn = { ...contentsOfLab(lab), keep: async () => async () => false };
    world = worldOf(stubborn);
    await stubborn.clear();
    await world.begin(written.load());
    const before = keyArn();
    expect(await world.reset()).toBe('provisioned anew');
    expect(keyArn()).not.toBe(before);
  });
});

describe('a changed scenario', () => {
  test('has the policy of an access point set, which then decides', async () => {
    const through = (Effect: string) =>
      policyOf({
        Effect,
        Principal: { AWS: '{{accounts.data.root}}' },
        Action: 's3:GetObject',
        Resource: '{{accessPoints.point.arn}}/object/*',
      });
    const yaml = `${twoAccounts}keys: { shared: { account: data, policy: key.json } }
buckets: { reports: { account: data, bucketName: the-reports, policy: bucket.json } }
accessPoints: { point: { account: data, bucket: reports, accessPointName: the-point, policy: point.json } }
users: { kim: { account: data, policies: { own: user.json } } }
`;
    files({ 'own/scenario.yaml': yaml, 'own/point.json': through('Allow') });
    expect(await world.take(written.load())).toBe('provisioned anew');
    await of('data').send(new PutObjectCommand({ ...reports, Body: 'x' }));
    const at = lab.surroundings.accessPoints?.[0]?.alias;
    const readThrough = () => answerOf(of('data').send(new GetObjectCommand({ ...reports, Bucket: at })));
    expect(await readThrough()).toBe('granted');
    await world.load(await world.save());
    expect(world.played?.provisioned.value('accessPoints.point.alias')).toBe(at);
    files({ 'own/scenario.yaml': yaml, 'own/point.json': through('Deny') });
    expect(await world.take(written.load())).toBe('policies set');
    expect(await readThrough()).toMatch(/^403/);
  });

  test('has its policies set, and keeps objects and keys', async () => {
    const before = keyArn();
    expect(await read()).toBe('granted');
    files({ 'own/bucket.json': partnerReads('Deny'), 'own/user.json': allowing('s3:*') });
    expect(await world.take(written.load())).toBe('policies set');
    expect(await read()).toMatch(/^403/);
    expect(keyArn()).toBe(before);
  });

  test.each([
    [
      'scenario.yaml changes',
      {
        'own/scenario.yaml': `${twoAccounts}keys: { shared: { account: data, policy: key.json } }\n`,
      },
    ],
    [
      'AWS refuses a policy',
      { 'own/key.json': policyOf({ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }) },
    ],
  ])('is provisioned anew if %s', async (_, changes) => {
    const before = keyArn();
    files(changes);
    const taking = world.take(written.load());
    const isRefused = 'own/key.json' in changes;
    if (isRefused) await expect(taking).rejects.toThrow(/could not create the key shared/);
    else expect(await taking).toBe('provisioned anew');
    expect(keyArn() === before).toBe(isRefused);
    if (isRefused) expect(await read()).toBe('granted');
  });
});

test('a save of two policies of which AWS refuses one sets neither', async () => {
  const before = await world.save();
  files({
    'own/key.json': policyOf({ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' }),
    'own/user.json': allowing('s3:*'),
  });
  await expect(world.take(written.load())).rejects.toThrow(/could not create the key shared/);
  expect(await world.save()).toEqual(before);
});

describe('control policies', () => {
  const denying = (Action: string) => policyOf({ Effect: 'Deny', Action, Resource: '*' });
  const organization = `organization:
  { id: o-exampleorgid, root: r-ab12, managementAccount: partner, accounts: { data: {} },
    serviceControlPolicies: { guard: guard.json, other: other.json } }
`;
  const save = (changes: Readonly<Record<string, string>>) =>
    files({
      'own/scenario.yaml': `${twoAccounts}${organization}buckets: { reports: { account: data, bucketName: the-reports, policy: bucket.json } }
`,
      ...{ 'own/guard.json': denying('s3:PutObject'), 'own/other.json': denying('s3:PutObjectAcl') },
      ...changes,
    });
  const texts = () =>
    lab.surroundings.organization?.root.serviceControlPolicies?.map(({ document }) => document);
  /** Edits a control policy as the page does. */
  const edit = (document: string) => {
    const { organization: given } = lab.surroundings;
    if (given === undefined) throw new TypeError('there is no organization');
    const [guard = { name: '' }, ...others] = given.root.serviceControlPolicies ?? [];
    const root = { ...given.root, serviceControlPolicies: [{ ...guard, document }, ...others] };
    lab.surround({ ...lab.surroundings, organization: { ...given, root } });
  };

  beforeEach(async () => {
    await lab[Symbol.asyncDispose]();
    lab = await startLab();
    world = worldOf(contentsOfLab(lab));
    save({});
    await world.begin(written.load());
  });

  test('that were edited in the lab stay while others are saved', async () => {
    edit(denying('s3:GetObject'));
    save({ 'own/bucket.json': partnerReads('Deny') });
    expect(await world.take(written.load())).toBe('policies set');
    expect(texts()).toEqual([denying('s3:GetObject'), denying('s3:PutObjectAcl')]);
    save({ 'own/bucket.json': partnerReads('Deny'), 'own/other.json': denying('s3:PutObjectTagging') });
    expect(await world.take(written.load())).toBe('policies set');
    expect(texts()).toEqual([denying('s3:GetObject'), denying('s3:PutObjectTagging')]);
  });

  test('that were saved hold also after resets, which take back what was edited', async () => {
    save({ 'own/guard.json': denying('s3:DeleteObject') });
    expect(await world.take(written.load())).toBe('policies set');
    for (const _ of [1, 2]) {
      edit(denying('s3:GetObject'));
      expect(await world.reset()).toBe('restored');
      expect(texts()).toEqual([denying('s3:DeleteObject'), denying('s3:PutObjectAcl')]);
    }
  });
});

describe('a saved world', () => {
  test('is there again after it is loaded, with the same keys, and a reset returns to it', async () => {
    const saved = await world.save();
    const before = keyArn();
    await of('data').send(new PutObjectCommand({ ...reports, Key: 'q2', Body: 'y' }));
    await world.load(structuredClone(saved));
    expect(await world.save()).toEqual(saved);
    await of('data').send(new PutObjectCommand({ ...reports, Key: 'q2', Body: 'y' }));
    expect(await world.reset()).toBe('restored');
    expect(await world.save()).toEqual(saved);
    expect(keyArn()).toBe(before);
    expect(await read()).toBe('granted');
  });

  test('keeps policies that are saved after it was loaded, also at the next resets', async () => {
    await world.load(await world.save());
    files({ 'own/bucket.json': partnerReads('Deny') });
    expect(await world.take(written.load())).toBe('policies set');
    for (const _ of [1, 2]) {
      expect(await world.reset()).toBe('restored');
      expect(await read()).toMatch(/^403/);
    }
  });

  test.each(['another scenario', 'no scenario'])(
    'with %s is not replaced by files that are saved',
    async (what) => {
      const { lab: contents, scenario } = await world.save();
      const loaded = what === 'no scenario' ? undefined : scenario && { ...scenario, name: 'other' };
      await world.load({ lab: contents, scenario: loaded });
      files({ 'own/bucket.json': partnerReads('Deny') });
      await expect(world.take(written.load())).rejects.toThrow(/so the files of own were not taken/);
      const { Buckets = [] } = await clientsOf(lab).send(new ListBucketsCommand({}));
      expect(Buckets.map(({ Name }) => Name)).toEqual(['the-reports']);
    },
  );

  test('that is broken changes nothing', async () => {
    const saved = await world.save();
    const { store, surroundings } = saved.lab;
    const broken = { ...saved, lab: { surroundings, store: { ...store, graph: store.graph.slice(0, 9) } } };
    await expect(world.load(broken)).rejects.toThrow('the snapshot is broken: save it again');
    expect(await world.save()).toEqual(saved);
  });

  test('is refused of a store that does not give out all that it holds', async () => {
    world = worldOf({ ...contentsOfLab(lab), frozen: undefined });
    await expect(world.save()).rejects.toThrow(
      /No request to its store returns key material, access keys and secrets as they are kept/,
    );
  });
});
