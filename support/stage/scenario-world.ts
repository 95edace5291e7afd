import { World } from '@cucumber/cucumber';
import { inNames, type Names } from '../authorization/explain.ts';
import type { ObjectName } from '../aws/object-reference.ts';
import { SECRET } from '../client/key-requests.ts';
import type { RunParameters } from '../comparison/past-the-gateway.ts';
import { inNamesOfFeatures } from '../comparison/seen-answer.ts';
import type { Describing } from '../gateway/record/decision-report.ts';
import { lookUp } from '../scenario/look-up.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { AwsManagedKeys } from './aws-managed-keys.ts';
import type { ObjectInWords } from './object-in-words.ts';
import { RememberedAnswers } from './remembered-answers.ts';
import type { Stage } from './set-stage.ts';

/** The name of a replica of a key: `shared-key-in-eu-central-1`. */
const REPLICA = /^(.+)-key-in-([a-z]{2}-[a-z]+-\d)$/;

/** The scenario of an example, whose things are looked up by the names that features give them. */
export abstract class ScenarioWorld extends World<RunParameters> {
  /** The scenario that the Background names, provisioned behind a gateway; set by the first Given. */
  stage: Stage | undefined;
  /** The parts of answers that later steps refer to. */
  readonly remembered = new RememberedAnswers();
  /** The AWS managed keys that the example has used so far. */
  readonly awsManagedKeys = new AwsManagedKeys();

  /** The provisioned scenario that the Background names. */
  get provisioned(): ProvisionedScenario {
    return this.certainStage.provisioned;
  }

  /** The stage that is set. Throws SpecError `out-of-order` before the first Given. */
  protected get certainStage(): Stage {
    if (this.stage !== undefined) return this.stage;
    throw new SpecError('out-of-order', 'no scenario is set; begin with `Given the <name> scenario`');
  }

  /** The place of an object; without a bucket's name, in the only bucket of the scenario. */
  place({ bucket, key, accessPoint }: ObjectInWords): ObjectName {
    return {
      Bucket: accessPoint === undefined ? this.bucket(bucket).bucketName : this.alias(accessPoint),
      Key: key,
    };
  }

  /** The alias of an access point by its name in the scenario, which requests name in place of a bucket. */
  alias(accessPoint: string): string {
    return this.provisioned.value(`accessPoints.${accessPoint}.alias`);
  }

  /** The place of an object in its bucket, also of one that is named through an access point. */
  home({ bucket, key, accessPoint: name }: ObjectInWords): ObjectName {
    const { accessPoints } = this.provisioned.scenario.document;
    const of = name === undefined ? bucket : lookUp('access point', name, accessPoints).bucket;
    return { Bucket: this.bucket(of).bucketName, Key: key };
  }

  /** A bucket by its name in the scenario, or the only one. */
  bucket(name?: string) {
    const { buckets } = this.provisioned.scenario.document;
    const [only, another] = Object.keys(buckets);
    const meant = name ?? (another === undefined ? only : undefined);
    if (meant !== undefined) return lookUp('bucket', meant, buckets);
    throw new SpecError(
      'unknown-name',
      `the scenario has several buckets: name one. Known: ${Object.keys(buckets).join(', ')}`,
    );
  }

  /** The ARN of a key by its name in the scenario, or of a key among {@link awsManagedKeys}. */
  keyArn(key: string): string {
    const managed = this.awsManagedKeys.arnOf(key);
    if (managed !== undefined) return managed;
    const [, name = key, region] = REPLICA.exec(key) ?? [];
    lookUp('key', name, this.provisioned.scenario.document.keys);
    return this.provisioned.value(region === undefined ? `keys.${name}.arn` : `keys.${name}.${region}.arn`);
  }

  /** The ARN of a table, by its name: one that the example created, or the scenario's. Throws SpecError `unknown-name`. */
  tableArn(table: string): string {
    return lookUp('table', table, { ...this.#arnsOf('tables'), ...this.remembered.tables });
  }

  /** The ARN of a secret, by its name: one that the example created, or the scenario's. Throws SpecError `unknown-name`. */
  secretArn(secret: string): string {
    return lookUp('secret', secret, { ...this.#arnsOf('secrets'), ...this.remembered.secrets });
  }

  /** The value that a secret had at first, by its name; without a name, that of a secret encrypted by KMS itself. */
  secretValue(secret?: string): string {
    const isOwn = secret === undefined || Object.hasOwn(this.remembered.secrets, secret);
    return (isOwn ? undefined : this.provisioned.scenario.document.secrets[secret]?.value) ?? SECRET;
  }

  #arnsOf(kind: 'tables' | 'secrets'): Readonly<Record<string, string>> {
    const names = Object.keys(this.provisioned.scenario.document[kind]);
    return Object.fromEntries(names.map((name) => [name, this.provisioned.value(`${kind}.${name}.arn`)]));
  }

  /** The names of this scenario's things in features, by ARN. */
  get names(): Names {
    const { names } = this.awsManagedKeys;
    return (arn) => names(arn) ?? this.certainStage.describing.names(arn);
  }

  /** The names of this scenario's things in features, and the places of its statements. */
  get describing(): Describing {
    return { names: this.names, sources: this.certainStage.describing.sources };
  }

  /** A message with the names that features use in place of ARNs, and `…` in place of ids that no feature can know. */
  readable(message: string): string {
    return inNamesOfFeatures(inNames(message, this.names), this.names);
  }

  /** The content that was last written to an object. */
  contentOf(object: ObjectInWords): string | undefined {
    return this.remembered.written.contentAt(this.home(object));
  }
}
