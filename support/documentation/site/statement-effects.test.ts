import { expect, test } from '@jest/globals';
import type { RecordedRequest } from '../record/recorded-decision.ts';
import {
  allowedRequest,
  recordedExample,
  recordedFeature,
  refusedRequest,
  sampleRecord,
} from '../testing/sample-record.ts';
import type { Site } from './site.ts';
import { siteOf } from './site-of.ts';
import { decidesNothing, effectsIn } from './statement-effects.ts';

/** A site with one example that makes some requests. */
function siteWith(requests: readonly RecordedRequest[]): Site {
  const features = [recordedFeature([recordedExample({ requests })])];
  return siteOf([sampleRecord({ features })], { repeat: 'npx keyhole spec' });
}

/** The effects of each statement of the sample's key policy: `allows 2, denies 0, nearest in 1`. */
function effects(site: Site): readonly string[] {
  return [...site.documents.values()].flatMap((document) =>
    effectsIn(site, document).map(
      ({ effects: { allows, denies, nearest } }) =>
        `allows ${allows.requests}, denies ${denies.requests}, nearest in ${nearest.requests}`,
    ),
  );
}

test('counts the requests that each statement allowed, denied, or came nearest in', () => {
  const refused = refusedRequest();
  const [permission] = refused.decisions;
  const denied = permission?.denial && { ...permission, denial: { ...permission.denial, explicit: true } };
  const site = siteWith([
    allowedRequest(),
    allowedRequest(),
    refused,
    { ...refused, decisions: denied === undefined ? [] : [denied] },
  ]);
  expect(effects(site)).toEqual(['allows 2, denies 1, nearest in 1', 'allows 0, denies 0, nearest in 0']);
});

test('counts a request once whose permissions one statement allowed together', () => {
  const request = allowedRequest();
  const [permission] = request.decisions;
  const decisions = permission === undefined ? [] : [permission, { ...permission, action: 'kms:Encrypt' }];
  const site = siteWith([{ ...request, decisions }]);
  expect(effects(site)[0]).toBe('allows 1, denies 0, nearest in 0');
  const [document] = site.documents.values();
  const [first] = document === undefined ? [] : effectsIn(site, document);
  expect(first?.effects.allows.permissions.map(({ action }) => action)).toEqual([
    'kms:GenerateDataKey',
    'kms:Encrypt',
  ]);
});

test('counts a request that a statement matches and that another one refuses', () => {
  const refused = refusedRequest();
  const root = {
    policy: 'the key policy of the shared key',
    layer: 'key policy',
    statement: 'the statement "Root"',
    effect: 'Allow' as const,
    source: { file: 'scenarios/exchange/key-policy.json', line: 10 },
  };
  const decisions = refused.decisions.map((permission) => ({
    ...permission,
    denial: permission.denial && {
      ...permission.denial,
      considered: [...permission.denial.considered, root],
    },
  }));
  const site = siteWith([{ ...refused, decisions }]);
  const [document] = site.documents.values();
  const all = document === undefined ? [] : effectsIn(site, document).map((statement) => statement.effects);
  expect(all.map(({ overruled }) => overruled.requests)).toEqual([0, 1]);
  expect(all.map(decidesNothing)).toEqual([false, true]);
});

test('leaves out statements of files that the site does not have', () => {
  const request = allowedRequest();
  const decisions = request.decisions.map((permission) => ({
    ...permission,
    allowedBy: permission.allowedBy?.map((by) => ({ ...by, source: { file: 'gone.json', line: 4 } })),
  }));
  const site = siteWith([{ ...request, decisions }]);
  const [document] = site.documents.values();
  const all = document === undefined ? [] : effectsIn(site, document);
  expect(all.map((statement) => decidesNothing(statement.effects))).toEqual([true, true]);
});
