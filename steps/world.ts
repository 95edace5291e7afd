import { setWorldConstructor, World } from '@cucumber/cucumber';
import type { Names } from '../support/authorization/explain.ts';
import type { Sources } from '../support/authorization/statement-source.ts';
import { attemptPast, clientsPast, untold } from '../support/backends/past-the-gateway.ts';
import type { RunParameters } from '../support/backends/run-parameters.ts';
import { seenOutcome, seenOutcomeMediaType } from '../support/backends/seen-outcome.ts';
import type { Answer, GrantMade } from '../support/client/answer.ts';
import type { Clients } from '../support/client/clients.ts';
import type { ObjectPlace } from '../support/client/object-place.ts';
import { decisionReport } from '../support/gateway/record/decision-report.ts';
import type { RunningGateway } from '../support/gateway/serving/running-gateway.ts';
import { attempt } from '../support/outcome/attempt.ts';
import { describeOutcome } from '../support/outcome/describe-outcome.ts';
import { decisionMediaType } from '../support/outcome/media-types.ts';
import type { Outcome } from '../support/outcome/outcome.ts';
import type { Actor, CastMember } from '../support/scenario/cast/actors.ts';
import type { Confidence } from '../support/scenario/document/outcome-register.ts';
import { lookUp } from '../support/scenario/look-up.ts';
import type { Topology } from '../support/scenario/provision/topology.ts';
import { SpecError } from '../support/scenario/spec-error.ts';
import { AwsManagedKeys } from './aws-managed-keys.ts';
import type { ObjectName } from './object-name.ts';
import type { Stage } from './stages.ts';
import { WrittenObjects } from './written-objects.ts';

/** One request as a step makes it. */
type Request = (clients: Clients) => Promise<Answer>;

/** What came of a request, and who made it. */
interface Asked {
  readonly outcome: Outcome<Answer>;
  readonly actor: Actor;
}

/** What one scenario knows while it runs. */
export class SpecWorld extends World<RunParameters> {
  /** The documented world that the Background names, in its lab, with its cast; set by the first Given. */
  stage: Stage | undefined;
  /** How sure AWS's behaviour is, of the least sure outcome that the scenario is tagged with; set by a hook. */
  confidence: Confidence = 'high';
  /** What came of the last request; undefined before it, and once a Then has looked at it `seen` is true. */
  #last: (Asked & { seen: boolean }) | undefined;
  /** What was written to each object, and by whom. */
  readonly written = new WrittenObjects();
  /** The id of the multipart upload that was started last. */
  uploadId: string | undefined;
  /** The ciphertext that KMS last made. */
  ciphertext: Uint8Array | undefined;
  /** Roles that act in another session than the one they had when the stage was set. */
  readonly #renewed = new Map<string, Actor>();
  /** The keys that AWS manages, as far as the scenario has come upon them. */
  readonly awsManagedKeys = new AwsManagedKeys();
  /** The ARNs of the secrets that were created, by name: Secrets Manager chooses their ends. */
  readonly #secrets = new Map<string, string>();
  /** The ARNs of the tables that were created, by name. */
  readonly #tables = new Map<string, string>();
  /** The grant that was made last. */
  #grant: GrantMade | undefined;

  /** The documented world that the Background names. */
  get topology(): Topology {
    return this.#set.topology;
  }

  /** The gateway that the documented world is behind. */
  get lab(): RunningGateway {
    if (this.#past && this.#last !== undefined) throw untold();
    return this.#set.lab;
  }

  /** The ciphertext that a Given or When made. */
  get secret(): Uint8Array {
    if (this.ciphertext !== undefined) return this.ciphertext;
    throw new SpecError('out-of-order', 'nothing has been encrypted yet');
  }

  /** The grant that a Given made. */
  get grant(): GrantMade {
    if (this.#grant !== undefined) return this.#grant;
    throw new SpecError('out-of-order', 'nobody has made a grant yet');
  }

  /** A cast member, ready to act. */
  async actor(member: CastMember): Promise<Actor> {
    const renewed = member.kind === 'named' ? this.#renewed.get(member.name) : undefined;
    return renewed ?? this.#set.actors.as(member);
  }

  /** A role acts in a new session from here, one with a session policy if there is one. */
  async renew(role: string, sessionPolicy?: string): Promise<void> {
    this.#renewed.set(role, await this.#set.actors.inNewSession(role, sessionPolicy));
  }

  get #set(): Stage {
    if (this.stage !== undefined) return this.stage;
    throw new SpecError(
      'out-of-order',
      'no scenario is on the stage; begin with `Given the <name> scenario`',
    );
  }

  /** Where an object is; without a bucket's name, in the only bucket of the scenario. */
  place({ bucket, key }: ObjectName): ObjectPlace {
    return { Bucket: this.bucket(bucket).bucketName, Key: key };
  }

  /** A bucket by its name in the scenario, or the only one. */
  bucket(name?: string) {
    const { buckets } = this.topology.scenario.document;
    const [only, another] = Object.keys(buckets);
    const meant = name ?? (another === undefined ? only : undefined);
    if (meant !== undefined) return lookUp('bucket', meant, buckets);
    throw new SpecError('unknown-name', `say in which bucket. Known: ${Object.keys(buckets).join(', ')}`);
  }

  /** The ARN of a key by its name in the scenario, or as it was found among {@link awsManagedKeys}. */
  keyArn(key: string): string {
    const managed = this.awsManagedKeys.arnOf(key);
    if (managed !== undefined) return managed;
    lookUp('key', key, this.topology.scenario.document.keys);
    return this.topology.value(`keys.${key}.arn`);
  }

  /** The ARN of a table that was created, by its name. */
  tableArn(name: string): string {
    return lookUp('table', name, Object.fromEntries(this.#tables));
  }

  /** The ARN of a secret that was created, by its name. */
  secretArn(name: string): string {
    return lookUp('secret', name, Object.fromEntries(this.#secrets));
  }

  /** What features call the things of this scenario, by ARN. */
  get names(): Names {
    const { names } = this.awsManagedKeys;
    return (arn) => names(arn) ?? this.#set.describing.names(arn);
  }

  /** Where the statements in force in this scenario stand. */
  get sources(): Sources {
    return this.#set.describing.sources;
  }

  /** A message with the ARNs of keys in it replaced by the names that features use. */
  readable(message: string): string {
    return message.replaceAll(/arn:aws:kms:[\w:/-]+/g, (arn) => this.names(arn) ?? arn);
  }

  /** What was last written to an object. */
  contentOf(object: ObjectName): string | undefined {
    return this.written.contentAt(this.place(object));
  }

  /** A When: makes the request of the scenario and keeps what came of it. */
  async request(member: CastMember, request: Request): Promise<void> {
    if (this.#last?.seen === false)
      throw new SpecError('unlooked-at', 'a request follows one whose outcome no Then looked at');
    this.#last = { ...(await this.ask(member, request)), seen: false };
  }

  /** Makes a request that stands for itself: what came of it, and who asked. */
  async ask(member: CastMember, request: Request): Promise<Asked> {
    const actor = await this.actor(member);
    const outcome = await this.#outcomeOf(request, member, actor);
    if (outcome.outcome === 'Denied') {
      await this.awsManagedKeys.meet(outcome.decision.permission.resource, this.names, this.topology);
    }
    this.#record(member, outcome);
    if (outcome.outcome === 'Granted') this.#remember(outcome.value, member);
    return { outcome, actor };
  }

  /** Whether the store alone is looked at. */
  get #past(): boolean {
    return this.parameters.comparing === 'past the gateway';
  }

  /** Makes a request: through the gateway, unless it is the store alone that is to be looked at. */
  #outcomeOf(request: Request, member: CastMember, actor: Actor): Promise<Outcome<Answer>> {
    const { lab, alone } = this.#set;
    if (!this.#past) return attempt(lab.trail, () => request(actor.clients));
    if (alone === undefined) throw new TypeError('there is no store that could be asked past the gateway');
    return attemptPast(() => request(clientsPast(alone, member, actor)));
  }

  /** A Given: makes a request that must succeed; when it does not, the scenario is broken. */
  async arrange(member: CastMember, request: Request): Promise<Answer> {
    const actor = await this.actor(member);
    const outcome = await attempt(this.#set.lab.trail, () => request(actor.clients));
    if (outcome.outcome === 'Granted') return this.#remember(outcome.value, member);
    throw new SpecError(
      'setup-failed',
      `the scenario could not be arranged: ${describeOutcome(outcome, { sources: this.sources })}`,
    );
  }

  /** Leaves what was decided in the run's messages, for keyhole explain, and what came of it, for comparisons. */
  #record(member: CastMember, outcome: Outcome<unknown>): void {
    if (this.parameters.comparing !== undefined)
      this.attach(JSON.stringify(seenOutcome(member, outcome, this.names)), seenOutcomeMediaType);
    if (this.#past) return;
    const records = outcome.outcome === 'Denied' ? [outcome.record] : outcome.records;
    for (const record of records) {
      this.attach(
        JSON.stringify(decisionReport(record, { names: this.names, sources: this.sources })),
        decisionMediaType,
      );
    }
  }

  #remember(answer: Answer, member: CastMember): Answer {
    this.written.note(answer, member);
    if (answer.table !== undefined) this.#tables.set(answer.table.name, answer.table.arn);
    if (answer.secret !== undefined) this.#secrets.set(answer.secret.name, answer.secret.arn);
    this.ciphertext = answer.ciphertext ?? this.ciphertext;
    this.uploadId = answer.uploadId ?? this.uploadId;
    this.#grant = answer.grant ?? this.#grant;
    return answer;
  }

  /** A Then: what came of the last request, and who made it. */
  look(): Asked {
    if (this.#last === undefined)
      throw new SpecError('out-of-order', 'there is no outcome yet; a When comes first');
    this.#last.seen = true;
    return this.#last;
  }

  /** True where the last request was refused. */
  get refused(): boolean {
    return this.#last?.outcome.outcome === 'Denied';
  }

  /** The outcome that no Then has looked at. */
  get unseen(): Outcome<Answer> | undefined {
    return this.#last?.seen === false ? this.#last.outcome : undefined;
  }
}

setWorldConstructor(SpecWorld);
