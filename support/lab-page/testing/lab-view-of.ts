import type { RecordedRequest } from '../../documentation/record/recorded-decision.ts';
import {
  allowedRequest,
  recordedScenario,
  refusedRequest,
} from '../../documentation/testing/sample-record.ts';
import type { DecisionReport } from '../../gateway/record/decision-report.ts';
import type { LabView } from '../lab-view.ts';

/** For tests: a request as a lab reports it. */
export function reportOf({ step: _, ...request }: RecordedRequest): DecisionReport {
  return JSON.parse(JSON.stringify(request));
}

/** For tests: a lab without policies. */
const noPolicies: LabView['policies'] = {
  version: () => '',
  list: async () => ({ places: [], unread: [] }),
  check: async () => [],
  apply: async () => ({ findings: [], isSet: false, changed: [], compared: 0 }),
};

/** For tests: what a lab with two requests shows, unless other parts are given. */
export function labViewOf(more: Partial<LabView> = {}): LabView {
  const all = [reportOf(allowedRequest()), reportOf(refusedRequest())];
  return {
    endpoint: 'http://127.0.0.1:4566',
    store: 'embedded store',
    started: new Date('2026-11-29T19:44:00Z'),
    scenario: recordedScenario(),
    requests: (after) => all.slice(all.findIndex(({ id }) => id === after) + 1),
    request: (id) => all.find((request) => request.id === id),
    policies: noPolicies,
    document: () => undefined,
    accounts: () => recordedScenario().accounts.map(({ id, phrase }) => ({ id, phrase })),
    cloudTrail: () => [],
    cloudTrailOf: () => [],
    hostNames: [],
    decide: undefined,
    command: (name, args) => `keyhole ${name} ${args}`,
    ...more,
  };
}
