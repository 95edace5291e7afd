import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Principal } from '../aws/principal.ts';
import { accountOf } from '../aws/principal.ts';
import { type Documents, decideTrial, type Json, type Trial } from './proof/trials/trial.ts';
import { trials } from './proof/trials/trials.ts';

/** The decision about a trial: `Granted`, or the layer that denied it and how. */
function verdict(trial: Trial): string {
  const decision = decideTrial(trial);
  if (decision === 'undecidable') return decision;
  if (decision.result === 'Granted') return 'Granted';
  return `${decision.explicit ? 'explicit' : 'implicit'} deny by ${decision.layer}`;
}

const outcome = (trial: Trial) => verdict(trial).replace(/^.* deny by .*/, 'Denied');

function having(trial: Trial, documents: Partial<Documents>): Trial {
  return { ...trial, documents: { ...trial.documents, ...documents } };
}

/** A trial with every document changed. */
function each(trial: Trial, change: (document: Json) => Json): Trial {
  const { identity, boundary, session, resource, endpoint, scp, rcp } = trial.documents;
  return having(trial, {
    identity: identity.map(change),
    boundary: boundary && change(boundary),
    session: session && change(session),
    resource: resource && change(resource),
    endpoint: endpoint && change(endpoint),
    scp: scp.map((level) => level.map(change)),
    rcp: rcp.map((level) => level.map(change)),
  });
}

const statementsOf = ({ Statement }: Json): readonly unknown[] => [Statement].flat();

function plus(document: Json, statement: Json): Json {
  return { ...document, Statement: [...statementsOf(document), statement] };
}

/** The places that a statement can be added to. */
const PLACES = ['identity', 'boundary', 'session', 'endpoint', 'scp', 'resource', 'rcp'] as const;
type Place = (typeof PLACES)[number];

/** The trial with a statement about everything added in a place; undefined if the trial has no such place. */
function adding(trial: Trial, Effect: 'Allow' | 'Deny', place: Place): Trial | undefined {
  const { documents, action } = trial;
  const statement = {
    Effect,
    Action: action,
    ...(action.startsWith('sts:') && place === 'resource' ? {} : { Resource: '*' }),
  };
  const everybody = { ...statement, Principal: '*' };
  switch (place) {
    case 'identity':
      return having(trial, { identity: documents.identity.map((document) => plus(document, statement)) });
    case 'scp':
      return having(trial, {
        scp: documents.scp.map((level) => level.map((document) => plus(document, statement))),
      });
    case 'rcp':
      if (Effect === 'Allow' || action.startsWith('iam:')) return undefined;
      return having(trial, {
        rcp: documents.rcp.map((level) => level.map((document) => plus(document, everybody))),
      });
    case 'resource':
    case 'endpoint':
      return documents[place] && having(trial, { [place]: plus(documents[place], everybody) });
    default:
      return documents[place] && having(trial, { [place]: plus(documents[place], statement) });
  }
}

/** The places that apply to the request and hold a policy. */
function bindingPlaces({ principal, action, documents }: Trial): readonly Place[] {
  const identity = principal.type === 'User' || principal.type === 'AssumedRole';
  const linked = 'roleArn' in principal && principal.roleArn.includes('/aws-service-role/');
  return PLACES.filter((place) => {
    if (place === 'scp')
      return accountOf(principal) !== undefined && !linked && documents.scp.flat().length > 0;
    if (place === 'rcp') return !linked && !action.startsWith('iam:') && documents.rcp.flat().length > 0;
    if (place === 'identity') return identity && documents.identity.length > 0;
    if (place === 'boundary') return identity && documents.boundary !== undefined;
    if (place === 'resource') return documents.resource !== undefined && !action.endsWith('BucketPolicy');
    return documents[place] !== undefined;
  });
}

const runs = { numRuns: 250 };
const law = (name: string, holds: (trial: Trial) => void) =>
  test(name, () => {
    fc.assert(fc.property(trials, holds), runs);
  });

describe('laws of decisions, over all layers', () => {
  law('a deny in any layer that binds the request wins', (trial) => {
    for (const place of bindingPlaces(trial)) {
      const denied = adding(trial, 'Deny', place);
      if (denied !== undefined) expect([place, outcome(denied)]).not.toEqual([place, 'Granted']);
    }
  });

  law('adding an allow never denies', (trial) => {
    const private_ = having(trial, { restrictPublicBuckets: false });
    fc.pre(outcome(private_) === 'Granted');
    for (const place of PLACES) {
      const allowed = adding(private_, 'Allow', place);
      if (allowed !== undefined) expect([place, outcome(allowed)]).toEqual([place, 'Granted']);
    }
  });

  law('adding a deny never allows', (trial) => {
    fc.pre(outcome(trial) === 'Denied');
    for (const place of PLACES) {
      const denied = adding(trial, 'Deny', place);
      if (denied !== undefined) expect([place, outcome(denied)]).not.toEqual([place, 'Granted']);
    }
  });

  law('the order of statements, policies and levels is of no account', (trial) => {
    const { identity, scp, rcp } = trial.documents;
    const policies = having(trial, {
      identity: identity.toReversed(),
      scp: scp.toReversed().map((level) => level.toReversed()),
      rcp: rcp.toReversed(),
    });
    const reversed = each(policies, (document) => ({
      ...document,
      Statement: statementsOf(document).toReversed(),
    }));
    expect(verdict(reversed)).toBe(verdict(trial));
  });

  law('statements do the same in one policy or in several', (trial) => {
    const apart = trial.documents.identity.flatMap((document) =>
      statementsOf(document).map((statement) => ({ ...document, Statement: [statement] })),
    );
    expect(verdict(having(trial, { identity: apart }))).toBe(verdict(trial));
  });

  law('no bound ever adds anything: what is granted within it is granted without it', (trial) => {
    fc.pre(outcome(trial) === 'Granted');
    const bounds: readonly Partial<Documents>[] = [
      { boundary: undefined },
      { session: undefined },
      { endpoint: undefined },
      { scp: [] },
      { rcp: [] },
      { restrictPublicBuckets: false },
    ];
    for (const bound of bounds) expect(outcome(having(trial, bound))).toBe('Granted');
  });

  law('FullAWSAccess and RCPFullAWSAccess change nothing', (trial) => {
    const full = { Effect: 'Allow', Action: '*', Resource: '*' };
    const Version = '2012-10-17';
    const { scp, rcp } = trial.documents;
    const more = having(trial, {
      scp: [...scp, [{ Version, Statement: full }]],
      rcp: [...rcp, [{ Version, Statement: { ...full, Principal: '*' } }]],
    });
    expect(verdict(more)).toBe(verdict(trial));
  });

  law('across accounts both sides must allow', (trial) => {
    const account = accountOf(trial.principal);
    fc.pre(account !== undefined && account !== trial.resourceAccount);
    expect(outcome(having(trial, { resource: undefined }))).not.toBe('Granted');
    if (trial.principal.type !== 'Root') {
      expect(outcome(having(trial, { identity: [] }))).not.toBe('Granted');
    }
  });

  law('renaming the accounts changes nothing', (trial) => {
    const renamed: Trial & { readonly principal: Principal } = JSON.parse(swapped(JSON.stringify(trial)));
    expect(verdict(renamed)).toBe(verdict(trial));
  });
});

/** Account ids are one digit repeated; patterns may replace one of the digits. */
function swapped(text: string): string {
  return text.replace(/1{11,12}|2{11,12}/g, (digits) =>
    digits.replace(/./g, digits.startsWith('1') ? '2' : '1'),
  );
}
