import { World } from '@cucumber/cucumber';
import type { Names } from '../authorization/explain.ts';
import type { Sources } from '../authorization/statement-source.ts';
import type { Answer } from '../client/answer.ts';
import type { Clients } from '../client/clients.ts';
import type { ObjectPlace } from '../client/object-place.ts';
import { attemptPast, clientsPast, type RunParameters, untold } from '../comparison/past-the-gateway.ts';
import { seenOutcome, seenOutcomeMediaType } from '../comparison/seen-outcome.ts';
import { decisionReport } from '../gateway/record/decision-report.ts';
import type { GatewayServer } from '../gateway/serving/gateway-server.ts';
import { attempt } from '../outcome/attempt.ts';
import { describeOutcome } from '../outcome/describe-outcome.ts';
import { decisionMediaType } from '../outcome/media-types.ts';
import type { Outcome } from '../outcome/outcome.ts';
import type { Actor, CastMember } from '../scenario/cast/actors.ts';
import type { Confidence } from '../scenario/document/outcome-register.ts';
import { lookUp } from '../scenario/look-up.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { AwsManagedKeys } from './aws-managed-keys.ts';
import type { ObjectName } from './object-name.ts';
import { RememberedAnswers } from './remembered-answers.ts';
import type { Stage } from './set-stage.ts';

/** One request as a step makes it. */
type Request = (clients: Clients) => Promise<Answer>;

/** What came of a request, and who made it. */
interface Asked {
  readonly outcome: Outcome<Answer>;
  readonly actor: Actor;
}

/** The state of one example while it runs. */
export class SpecWorld extends World<RunParameters> {
  /** The documented world that the Background names, in its lab, with its cast; set by the first Given. */
  stage: Stage | undefined;
  /** How sure AWS's behaviour is, of the least sure outcome that the example is tagged with; set by a hook. */
  confidence: Confidence = 'high';
  /** What came of the last request; undefined before it, and once a Then has looked at it `seen` is true. */
  #last: (Asked & { seen: boolean }) | undefined;
  /** The parts of answers that later steps refer to. */
  readonly remembered = new RememberedAnswers();
  /** Roles that act in another session than the one they had when the stage was set. */
  readonly #renewed = new Map<string, Actor>();
  /** The keys that AWS manages, as far as the scenario has come upon them. */
  readonly awsManagedKeys = new AwsManagedKeys();

  /** The documented world that the Background names. */
  get provisioned(): ProvisionedScenario {
    return this.#set.provisioned;
  }

  /** The gateway that the documented world is behind. */
  get lab(): GatewayServer {
    if (this.#past && this.#last !== undefined) throw untold();
    return this.#set.lab;
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
    const { buckets } = this.provisioned.scenario.document;
    const [only, another] = Object.keys(buckets);
    const meant = name ?? (another === undefined ? only : undefined);
    if (meant !== undefined) return lookUp('bucket', meant, buckets);
    throw new SpecError('unknown-name', `say in which bucket. Known: ${Object.keys(buckets).join(', ')}`);
  }

  /** The ARN of a key by its name in the scenario, or as it was found among {@link awsManagedKeys}. */
  keyArn(key: string): string {
    const managed = this.awsManagedKeys.arnOf(key);
    if (managed !== undefined) return managed;
    lookUp('key', key, this.provisioned.scenario.document.keys);
    return this.provisioned.value(`keys.${key}.arn`);
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
    return this.remembered.written.contentAt(this.place(object));
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
      await this.awsManagedKeys.meet(outcome.decision.permission.resource, this.names, this.provisioned);
    }
    this.#record(member, outcome);
    if (outcome.outcome === 'Granted') this.remembered.note(outcome.value, member);
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

  /** A Given: makes a request that must succeed; when it does not, the example is broken. */
  async arrange(member: CastMember, request: Request): Promise<Answer> {
    const actor = await this.actor(member);
    const outcome = await attempt(this.#set.lab.trail, () => request(actor.clients));
    if (outcome.outcome === 'Granted') {
      this.remembered.note(outcome.value, member);
      return outcome.value;
    }
    throw new SpecError(
      'setup-failed',
      `the example could not be arranged: ${describeOutcome(outcome, { sources: this.sources })}`,
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
