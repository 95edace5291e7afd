import type { RecordedPermission, RecordedRequest } from '../record/recorded-decision.ts';
import type { RecordedScenario } from '../record/recorded-scenario.ts';
import type { RecordedExample, RecordedFeature, RecordedStep, RunRecord } from '../record/run-record.ts';
import type { Site, SitePattern } from '../site/site.ts';
import { siteOf } from '../site/site-of.ts';
import {
  recordedExample,
  recordedFeature,
  recordedScenario,
  recordedStep,
  sampleRecord,
} from './sample-record.ts';

/** A step with parameters of some types. */
export function stepWith(
  keyword: string,
  text: string,
  types: readonly string[] = [],
  more: Partial<RecordedStep> = {},
): RecordedStep {
  const parameters = types.map((type) => ({ start: 0, end: 0, type }));
  return recordedStep(keyword, text, { parameters, ...more });
}

/** The step that names the scenario. */
export const givenScenario = stepWith('Given', 'the exchange scenario', ['scenario'], { background: true });

/** A Given that alters a policy. */
export function givenPolicy(text: string, more: Partial<RecordedStep> = {}): RecordedStep {
  return stepWith('Given', text, ['key', 'key policy'], more);
}

/** A permission that was granted on the bucket of the sample, or on another resource. */
export function granted(action: string, of: Partial<RecordedPermission> = {}): RecordedPermission {
  return { result: 'Granted', action, ...resourceOf(action), allowedBy: [], ...of };
}

/** A permission that was denied by a layer. */
export function denied(
  action: string,
  layer = 'key policy',
  of: Partial<RecordedPermission> = {},
): RecordedPermission {
  const denial = {
    sentence: `denied by ${layer}`,
    layer,
    explicit: false,
    reason: 'resource',
    crossAccount: false,
  };
  return { result: 'Denied', action, ...resourceOf(action), denial: { ...denial, considered: [] }, ...of };
}

function resourceOf(action: string) {
  return action.startsWith('kms:')
    ? { resource: `${KEY}1234abcd-12ab-34cd-56ef-1234567890ab`, resourceName: 'the shared key' }
    : { resource: 'arn:aws:s3:::exchange/hello.txt', resourceName: '"hello.txt" in the exchange bucket' };
}

const KEY = 'arn:aws:kms:eu-west-1:111111111111:key/';

/** A request of the writer role at the second step, unless other parts are given. */
export function requestOf(
  decisions: readonly RecordedPermission[],
  more: Partial<RecordedRequest> = {},
): RecordedRequest {
  return {
    id: '5E2597AABCEC4896',
    time: '2026-11-29T19:44:24.000Z',
    service: decisions[0]?.action.split(':')[0],
    principal: 'arn:aws:sts::222222222222:assumed-role/writer/spec',
    caller: 'the writer role',
    decisions,
    step: 1,
    ...more,
  };
}

/** An example of one When that makes these requests, after some Givens. */
export function exampleOf(
  requests: readonly RecordedRequest[],
  { given = [], ...more }: Partial<RecordedExample> & { readonly given?: readonly RecordedStep[] } = {},
): RecordedExample {
  const when = stepWith('When', 'the writer role tries it', ['principal']);
  const steps = [givenScenario, ...given, when, stepWith('Then', 'access is as stated')];
  return recordedExample({
    steps,
    name: `The example of line ${more.line ?? 10}`,
    requests: requests.map((request) => ({ ...request, step: given.length + 1 })),
    ...more,
  });
}

/** The scenario of the sample with a bucket. */
export function accessScenario(more: Partial<RecordedScenario> = {}): RecordedScenario {
  const scenario = recordedScenario();
  const bucket = {
    kind: 'bucket' as const,
    name: 'exchange',
    phrase: 'the exchange bucket',
    account: 'intake',
    arn: 'arn:aws:s3:::exchange',
    encryption: 'the shared key',
  };
  return { ...scenario, resources: [...scenario.resources, bucket], ...more };
}

/** A site of one pattern with these features, or with one feature of these examples. */
export function accessSite(
  examples: readonly RecordedExample[] | readonly RecordedFeature[],
  more: Partial<RunRecord> = {},
): { readonly site: Site; readonly pattern: SitePattern } {
  const features = examples.map((one) => ('rules' in one ? one : recordedFeature([one])));
  const merged =
    'rules' in (examples[0] ?? {})
      ? features
      : [recordedFeature(features.flatMap(({ rules }) => rules.flatMap((rule) => rule.examples)))];
  const record = sampleRecord({ features: merged, scenarios: [accessScenario()], ...more });
  const site = siteOf([record], { repeat: '' });
  const [pattern] = site.patterns;
  if (pattern === undefined) throw new TypeError('the sample has no pattern');
  return { site, pattern };
}
