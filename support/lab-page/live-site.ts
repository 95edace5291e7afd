import {
  type RecordedPermission,
  type RecordedRequest,
  recordedDecision,
} from '../documentation/record/recorded-decision.ts';
import { RECORD_VERSION, type RecordedExample, type RunRecord } from '../documentation/record/run-record.ts';
import type { Site } from '../documentation/site/site.ts';
import { siteOf } from '../documentation/site/site-of.ts';
import type { DecisionReport, PermissionReport } from '../gateway/record/decision-report.ts';
import type { LabView } from './lab-view.ts';

/** The most requests that the drawing and its table count. */
const COUNTED = 300;

/**
 * The requests of a lab as a site, so that the documentation's components show them. Each request is an example of its own,
 * which is at the line of its number.
 */
export function liveSite(view: LabView): Site {
  const { scenario, started } = view;
  const requests = view.requests();
  const first = Math.max(0, requests.length - COUNTED);
  const examples = requests
    .slice(first)
    .map((report, index) => exampleOf(recordedRequest(report), first + index + 1, scenario?.name));
  const file = 'features/lab/request.feature';
  const record: RunRecord = {
    format: 'keyhole-run',
    version: RECORD_VERSION,
    run: {
      started: started.toISOString(),
      ended: new Date().toISOString(),
      store: { kind: 'embedded' },
      dryRun: false,
      interrupted: false,
      versions: {},
      selection: { paths: [] },
    },
    features: [
      {
        file,
        name: 'Requests',
        description: '',
        tags: [],
        rules: [{ name: '', description: '', line: 1, examples }],
      },
    ],
    scenarios: scenario === undefined ? [] : [scenario],
    outcomes: [],
    earlier: [],
  };
  return siteOf([record], { repeat: '' });
}

/** A request as a run would record it. */
export function recordedRequest({ wouldBe: _, ...report }: DecisionReport): RecordedRequest {
  return recordedDecision.parse({ ...JSON.parse(JSON.stringify(report)), step: 0 });
}

/** A decision as a run would record it. */
export function recordedPermission(report: PermissionReport): RecordedPermission {
  const request = { id: '', time: '', decisions: [JSON.parse(JSON.stringify(report))], step: 0 };
  const [permission] = recordedDecision.parse(request).decisions;
  if (permission === undefined) throw new TypeError('a request without a decision');
  return permission;
}

function exampleOf(request: RecordedRequest, line: number, scenario: string | undefined): RecordedExample {
  const step = {
    keyword: 'When',
    text: '',
    line,
    background: false,
    parameters: [],
    result: 'passed',
  } as const;
  return {
    name: `request ${line}`,
    description: '',
    line,
    firstLine: line,
    tags: [],
    outcomes: [],
    scenario,
    steps: [step],
    verdict: 'passed',
    seconds: 0,
    reasons: [],
    assumptions: [],
    requests: [request],
  };
}
