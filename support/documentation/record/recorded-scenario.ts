import * as z from 'zod';
import { list } from './list.ts';

/** A policy in force: its document, or the ARN of a policy that AWS manages. */
const policyInForce = z.strictObject({
  /** The name in IAM of an identity policy; the kind of policy otherwise. */
  name: z.string(),
  kind: z.enum([
    'inline',
    'managed',
    'group',
    'trust',
    'boundary',
    'session',
    'resource',
    'scp',
    'rcp',
    'endpoint',
  ]),
  /** The path of the document, relative to the folder of the run; absent for a policy of AWS. */
  file: z.string().optional(),
  /** The ARN of a policy of AWS. */
  arn: z.string().optional(),
});

const principal = z.strictObject({
  kind: z.enum(['user', 'role']),
  /** The name in scenario.yaml. */
  name: z.string(),
  /** The name in features: `the transfer role`. */
  phrase: z.string(),
  account: z.string(),
  arn: z.string(),
  /** For a role, who assumes it: `the service transfer.amazonaws.com`. */
  assumedBy: z.string().optional(),
  policies: list(policyInForce),
});

const resource = z.strictObject({
  kind: z.enum(['key', 'bucket', 'access point', 'table', 'secret']),
  name: z.string(),
  /** The name in features: `the shared key`. */
  phrase: z.string(),
  account: z.string(),
  /** The ARN; of a key, with the id that the run could not know replaced by `…`. */
  arn: z.string(),
  description: z.string().optional(),
  /** The alias of a key. */
  alias: z.string().optional(),
  /** How its data is encrypted: `the shared key`, `SSE-S3`, `the AWS managed key`. */
  encryption: z.string().optional(),
  policy: policyInForce.optional(),
});

/** A policy document of the scenario, as the run read it. */
const documentOfScenario = z.strictObject({
  /** The path relative to the folder of the run. */
  file: z.string(),
  /** The path relative to the scenario's folder. */
  path: z.string(),
  text: z.string(),
  /** The SHA-256 digest of the text, in hexadecimal. */
  sha256: z.string(),
  /** The uses of the document in the scenario: `the key policy of the shared key`; empty for one that features name. */
  uses: list(z.string()),
});

/** A scenario as a run read it. */
export const recordedScenario = z.strictObject({
  /** The name of its folder. */
  name: z.string(),
  title: z.string(),
  /** One or two sentences; absent if its author wrote none. */
  summary: z.string().optional(),
  /** The path of scenario.yaml, relative to the folder of the run. */
  file: z.string(),
  region: z.string(),
  accounts: list(z.strictObject({ name: z.string(), id: z.string(), phrase: z.string(), root: z.string() })),
  /** Accounts of the organization, if there is one. */
  organization: z
    .strictObject({ id: z.string(), accounts: list(z.string()), policies: list(policyInForce) })
    .optional(),
  principals: list(principal),
  resources: list(resource),
  /** Values of condition keys that the scenario states. */
  assumptions: z.record(z.string(), list(z.string())),
  /** The value of each placeholder of its documents; `…` for one that only a running service chooses. */
  placeholders: z.record(z.string(), z.string()),
  documents: list(documentOfScenario),
  /** The text of source.md, in Markdown: where the scenario comes from, and what holds of its source. */
  source: z.string().optional(),
});

export type RecordedScenario = z.output<typeof recordedScenario>;
export type RecordedPrincipal = z.output<typeof principal>;
export type RecordedResource = z.output<typeof resource>;
export type RecordedDocument = z.output<typeof documentOfScenario>;
export type PolicyInForce = z.output<typeof policyInForce>;
