import type { RecordedRequest } from '../record/recorded-decision.ts';
import type { RecordedScenario } from '../record/recorded-scenario.ts';
import type { RecordedExample, RecordedFeature, RecordedStep, RunRecord } from '../record/run-record.ts';

const KEY_POLICY = 'scenarios/exchange/key-policy.json';

/** The text of the sample's key policy: its statements begin on the lines 4 and 10. */
export const keyPolicyText = `{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Sid": "Write",
      "Effect": "Allow",
      "Principal": { "AWS": "{{roles.writer.arn}}" },
      "Action": "kms:GenerateDataKey", "Resource": "*"
    },
    {
      "Sid": "Root",
      "Effect": "Allow",
      "Principal": { "AWS": "{{accounts.vault.root}}" },
      "Action": "kms:*", "Resource": "*"
    }
  ]
}
`;

/** A request that the key policy of another account refuses. */
export function refusedRequest(more: Partial<RecordedRequest> = {}): RecordedRequest {
  const nearest = {
    policy: 'the key policy of the shared key',
    layer: 'key policy',
    statement: 'the statement "Write"',
    effect: 'Allow' as const,
    source: { file: KEY_POLICY, line: 4 },
    mismatch: { element: 'Action', detail: 'kms:Decrypt does not match kms:GenerateDataKey' },
  };
  return {
    id: '5E2597AABCEC4896',
    time: '2026-11-29T19:44:24.000Z',
    service: 's3',
    operation: 'GetObject',
    region: 'eu-west-1',
    principal: 'arn:aws:sts::222222222222:assumed-role/writer/spec',
    caller: 'the writer role',
    decisions: [
      {
        result: 'Denied',
        action: 'kms:Decrypt',
        resource: 'arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        resourceName: 'the shared key',
        denial: {
          sentence:
            'denied by the key policy of the shared key: no statement allows kms:Decrypt to the writer role',
          layer: 'key policy',
          explicit: false,
          reason: 'foreign-key',
          crossAccount: true,
          nearest,
          considered: [nearest],
        },
      },
    ],
    response: { status: 403, code: 'AccessDenied', message: 'no resource-based policies allow access' },
    step: 2,
    ...more,
  };
}

/** A request that is allowed by the statement on line 4 of the key policy. */
export function allowedRequest(more: Partial<RecordedRequest> = {}): RecordedRequest {
  const { decisions: _, ...request } = refusedRequest();
  return {
    ...request,
    id: 'A7E783327AB042CC',
    operation: 'PutObject',
    decisions: [
      {
        result: 'Granted',
        action: 'kms:GenerateDataKey',
        resource: 'arn:aws:kms:eu-west-1:111111111111:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        resourceName: 'the shared key',
        allowedBy: [
          {
            policy: 'the key policy of the shared key',
            layer: 'key policy',
            statement: 'the statement "Write"',
            effect: 'Allow',
            source: { file: KEY_POLICY, line: 4 },
          },
        ],
      },
    ],
    response: { status: 200 },
    ...more,
  };
}

/** A step as a run records it. */
export function recordedStep(keyword: string, text: string, more: Partial<RecordedStep> = {}): RecordedStep {
  return { keyword, text, line: 1, background: false, parameters: [], result: 'passed', ...more };
}

/** An example whose request is refused as stated, unless other parts are given. */
export function recordedExample(more: Partial<RecordedExample> = {}): RecordedExample {
  return {
    name: 'The writer cannot read its own object',
    description: '',
    line: 10,
    firstLine: 10,
    tags: ['E01'],
    outcomes: ['E01'],
    scenario: 'exchange',
    steps: [
      recordedStep('Given', 'the exchange scenario', { background: true }),
      recordedStep('Given', 'the writer role has uploaded "hello.txt"'),
      recordedStep('When', 'the writer role reads "hello.txt"'),
      recordedStep('Then', 'access is denied: the key policy of the shared key does not allow kms:Decrypt'),
    ],
    verdict: 'passed',
    seconds: 0.01,
    reasons: [
      'denied by the key policy of the shared key: no statement allows kms:Decrypt to the writer role',
    ],
    assumptions: [],
    requests: [refusedRequest()],
    ...more,
  };
}

/** A feature with one rule. */
export function recordedFeature(
  examples: readonly RecordedExample[],
  more: Partial<RecordedFeature> = {},
): RecordedFeature {
  return {
    file: 'features/exchange/reading.feature',
    name: 'Can a writer read what it wrote?',
    description: 'The vault owns the key.',
    tags: [],
    rules: [{ name: 'Reading requires kms:Decrypt', description: '', line: 8, examples }],
    ...more,
  };
}

/** Two accounts, a writer, a bucket and a key of the other account. */
export function recordedScenario(more: Partial<RecordedScenario> = {}): RecordedScenario {
  return {
    name: 'exchange',
    title: 'Exchange',
    file: 'scenarios/exchange/scenario.yaml',
    region: 'eu-west-1',
    accounts: [
      {
        name: 'vault',
        id: '111111111111',
        phrase: 'the vault account',
        root: 'arn:aws:iam::111111111111:root',
      },
      {
        name: 'intake',
        id: '222222222222',
        phrase: 'the intake account',
        root: 'arn:aws:iam::222222222222:root',
      },
    ],
    principals: [
      {
        kind: 'role',
        name: 'writer',
        phrase: 'the writer role',
        account: 'intake',
        arn: 'arn:aws:iam::222222222222:role/writer',
        assumedBy: 'the service transfer.amazonaws.com',
        policies: [],
      },
    ],
    resources: [
      {
        kind: 'key',
        name: 'shared',
        phrase: 'the shared key',
        account: 'vault',
        arn: 'arn:aws:kms:eu-west-1:111111111111:key/…',
        policy: { name: 'resource policy', kind: 'resource', file: KEY_POLICY },
      },
    ],
    assumptions: {},
    placeholders: { 'accounts.vault.root': 'arn:aws:iam::111111111111:root' },
    documents: [
      {
        file: KEY_POLICY,
        path: 'key-policy.json',
        text: keyPolicyText,
        sha256: '0'.repeat(64),
        uses: ['the key policy of the shared key'],
      },
    ],
    ...more,
  };
}

/** The record of a run with one example, unless other parts are given. */
export function sampleRecord(more: Partial<RunRecord> = {}): RunRecord {
  return {
    format: 'keyhole-run',
    version: 1,
    run: {
      started: '2026-11-29T19:44:24.000Z',
      ended: '2026-11-29T19:44:31.000Z',
      store: { kind: 'embedded' },
      dryRun: false,
      interrupted: false,
      versions: { keyhole: '0.1.0', node: '24.21.0' },
      selection: { paths: [] },
    },
    features: [recordedFeature([recordedExample()])],
    scenarios: [recordedScenario()],
    outcomes: [
      {
        id: 'E01',
        pattern: 'exchange',
        statement: 'The writer cannot read what it wrote.',
        confidence: 'high',
        limit: false,
      },
    ],
    earlier: [],
    ...more,
  };
}
