import { describe, expect, test } from '@jest/globals';
import {
  accessSite,
  denied,
  givenPolicy,
  givenScenario,
  granted,
  requestOf,
  stepWith,
} from '../testing/sample-access.ts';
import { recordedExample, recordedFeature } from '../testing/sample-record.ts';
import { premisesOf, requestsInWorlds } from './alterations.ts';

const when = stepWith('When', 'the writer role reads "hello.txt"', ['principal', 'object']);
const read = granted('s3:GetObject');

/** The texts of the steps that altered the scenario before the last request. */
function alteredBy(steps: Parameters<typeof recordedExample>[0] & object): readonly string[] {
  const last = requestsInWorlds(recordedExample(steps)).at(-1);
  return last?.alterations.map(({ text }) => text) ?? [];
}

describe('a step before a request', () => {
  test.each([
    ['names the scenario', ['scenario'], false],
    ['is an upload', ['principal', 'object', 'sse'], false],
    ['is a copy', ['principal', 'object or bucket', 'sse'], false],
    ['creates a secret', ['principal', 'secret or table', 'sse'], false],
    ['is a past use of a key', ['principal', 'past key use', 'key'], false],
    ['sets the default encryption of a bucket', ['bucket', 'encryption'], false],
    ['sets a key policy', ['key', 'key policy'], true],
    ['attaches a policy', ['identity', 'document'], true],
    ['creates a grant', ['principal', 'principal', 'of object', 'key'], true],
    ['disables a key', ['key', 'key state'], true],
    ['has a type of its author', ['principal', 'object', 'badge'], true],
    ['has no parameter', [], true],
  ])('that %s alters the scenario: %#', (text, types, alters) => {
    const steps = [stepWith('Given', text, types), when];
    expect(alteredBy({ steps, requests: [requestOf([read])] })).toEqual(alters ? [text] : []);
  });

  test.each([
    ['a granted read', [granted('s3:GetObject')], undefined, false],
    ['a granted PutKeyPolicy', [granted('kms:PutKeyPolicy')], undefined, true],
    ['a granted CreateGrant', [granted('kms:CreateGrant')], undefined, true],
    ['a refused PutKeyPolicy', [denied('kms:PutKeyPolicy')], undefined, false],
    ['a PutKeyPolicy that failed', [granted('kms:PutKeyPolicy')], { status: 400 }, false],
    ['a look at a policy', [granted('kms:GetKeyPolicy')], undefined, false],
    ['a request without permissions', [], undefined, true],
  ])('that made %s', (text, decisions, response, alters) => {
    const steps = [stepWith('When', text), when];
    const first = requestOf(decisions, { step: 0, response });
    expect(alteredBy({ steps, requests: [first, requestOf([read])] })).toEqual(alters ? [text] : []);
  });

  test('that changed a policy alters the scenario, whatever its form', () => {
    const steps = [stepWith('Given', 'an upload', ['principal', 'object']), when];
    const changes = [{ step: 0, policy: 'the key policy of the shared key' }];
    expect(alteredBy({ steps, changes, requests: [requestOf([read])] })).toEqual(['an upload']);
  });

  test('a Then alters nothing, whatever its requests', () => {
    const steps = [stepWith('Then', 'access is as stated'), when];
    const asked = requestOf([granted('kms:PutKeyPolicy')], { step: 0 });
    expect(alteredBy({ steps, requests: [asked, requestOf([read])] })).toEqual([]);
  });

  test('with a keyword of another language is read with care', () => {
    const steps = [stepWith('Angenommen', 'die Richtlinie ist eine andere'), when];
    expect(alteredBy({ steps, requests: [requestOf([read])] })).toEqual(['die Richtlinie ist eine andere']);
  });
});

test('the requests of the last When are those that the example is about', () => {
  const steps = [when, stepWith('Then', 'access is granted'), when];
  const requests = [requestOf([read], { step: 0 }), requestOf([read], { step: 2 })];
  expect(requestsInWorlds(recordedExample({ steps, requests })).map(({ stated }) => stated)).toEqual([
    false,
    true,
  ]);
});

test('only an alteration in the Background of all features on a scenario is part of it', () => {
  const shared = givenPolicy('the key policy is "shared"', { background: true });
  const own = givenPolicy('the key policy is "own"', { background: true });
  const feature = (file: string, steps: readonly (typeof shared)[]) =>
    recordedFeature([recordedExample({ steps: [givenScenario, ...steps, when] })], { file });
  const { pattern } = accessSite([
    feature('features/exchange/a.feature', [shared]),
    feature('features/exchange/b.feature', [shared, own]),
  ]);
  expect(premisesOf(pattern).get('exchange')).toEqual(
    new Set(['the exchange scenario', 'the key policy is "shared"']),
  );
});
