import { World } from '@cucumber/cucumber';
import type { Answer } from '../answer/answer.ts';
import { attempt } from '../answer/attempt.ts';
import { describeAnswer } from '../answer/describe-answer.ts';
import { assumptionMediaType, decisionMediaType } from '../answer/media-types.ts';
import { inNames, type Names } from '../authorization/explain.ts';
import type { ObjectName } from '../aws/object-reference.ts';
import { isForeignBackend } from '../backends/backend.ts';
import type { AnswerParts } from '../client/answer-parts.ts';
import { type Clients, clientsFor } from '../client/clients.ts';
import type { SigningIdentity } from '../client/identity.ts';
import { isRefusal } from '../client/is-refusal.ts';
import { SECRET } from '../client/key-requests.ts';
import type { SignedFor } from '../client/presigned-upload.ts';
import { uploadingInProcess } from '../client/uploads-in-process.ts';
import { attemptPast, clientsPast, type RunParameters, untold } from '../comparison/past-the-gateway.ts';
import { inNamesOfFeatures, seenAnswer, seenAnswerMediaType } from '../comparison/seen-answer.ts';
import { assumptionOf, type Describing, decisionReport } from '../gateway/record/decision-report.ts';
import type { GatewayServer } from '../gateway/serving/gateway-server.ts';
import type { Actor, Actors, CastMember } from '../scenario/cast/actors.ts';
import { phraseFor } from '../scenario/cast/phrase-for.ts';
import type { Confidence } from '../scenario/document/outcome-register.ts';
import { scenarioFile } from '../scenario/document/scenario-file.ts';
import { lookUp } from '../scenario/look-up.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { AwsManagedKeys } from './aws-managed-keys.ts';
import type { ObjectInWords } from './object-in-words.ts';
import { PolicyWatch } from './policy-watch.ts';
import { RememberedAnswers } from './remembered-answers.ts';
import type { Stage } from './set-stage.ts';

/** A request of a step. */
type Request = (clients: Clients) => Promise<AnswerParts>;

/** The result of a request, and its caller. */
interface Asked {
  readonly answer: Answer<AnswerParts>;
  readonly actor: Actor;
}

/** The name of a replica of a key: `shared-key-in-eu-central-1`. */
const REPLICA = /^(.+)-key-in-([a-z]{2}-[a-z]+-\d)$/;

/** The state of one example while it runs. */
export class SpecWorld extends World<RunParameters> {
  /** The scenario that the Background names, provisioned behind a gateway; set by the first Given. */
  stage: Stage | undefined;
  /** The confidence of the least sure answer that the example is tagged with; set by a hook. */
  confidence: Confidence = 'high';
  /** The result of the last request; undefined before the first. `seen` is true once a Then has looked at it. */
  #last: (Asked & { seen: boolean }) | undefined;
  /** The parts of answers that later steps refer to. */
  readonly remembered = new RememberedAnswers();
  /** Roles that now act in another session than when the stage was set, each with its session policy. */
  readonly #renewed = new Map<
    string,
    { readonly actor: Actor; readonly sessionPolicy?: string | undefined }
  >();
  /** The cast since the example has stated facts of requests; undefined before. */
  #actors: Actors | undefined;
  /** The host of the VPC endpoint that requests to S3 come through; undefined without one. */
  #host: string | undefined;
  /** The policies that the current step changes. */
  readonly policies = new PolicyWatch(() => ({ provisioned: this.provisioned, ...this.describing }));
  /** The AWS managed keys that the example has used so far. */
  readonly awsManagedKeys = new AwsManagedKeys();

  /** The provisioned scenario that the Background names. */
  get provisioned(): ProvisionedScenario {
    return this.#set.provisioned;
  }

  /** The gateway in front of the scenario. */
  get lab(): GatewayServer {
    if (this.#past && this.#last !== undefined) throw untold();
    return this.#set.lab;
  }

  /** The actor of a cast member. */
  async actor(member: CastMember): Promise<Actor> {
    const renewed = member.kind === 'named' ? this.#renewed.get(member.name) : undefined;
    return renewed?.actor ?? this.#cast.as(member);
  }

  /** Gives a role a new session, with a session policy if one is given. */
  async renew(role: string, sessionPolicy?: string): Promise<void> {
    this.#renewed.set(role, { actor: await this.#cast.inNewSession(role, sessionPolicy), sessionPolicy });
    if (sessionPolicy !== undefined)
      this.policies.note(`the session policy of ${phraseFor('role', role)}`, sessionPolicy);
  }

  get #cast(): Actors {
    return this.#actors ?? this.#set.actors;
  }

  get #set(): Stage {
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
    return (arn) => names(arn) ?? this.#set.describing.names(arn);
  }

  /** The names of this scenario's things in features, and the places of its statements. */
  get describing(): Describing {
    return { names: this.names, sources: this.#set.describing.sources };
  }

  /** A message with the names that features use in place of ARNs, and `…` in place of ids that no feature can know. */
  readable(message: string): string {
    return inNamesOfFeatures(inNames(message, this.names), this.names);
  }

  /** The content that was last written to an object. */
  contentOf(object: ObjectInWords): string | undefined {
    return this.remembered.written.contentAt(this.home(object));
  }

  /** The access key of a cast member. Throws SpecError `unknown-name` for an anonymous caller, which has none. */
  async accessKey(member: CastMember): Promise<SigningIdentity> {
    const { key } = await this.actor(member);
    if (key !== undefined) return key;
    throw new SpecError('unknown-name', 'an anonymous caller has no access key to sign with');
  }

  /** The address of an object, for which a URL is signed. */
  address(place: ObjectName): SignedFor {
    const { endpoint, scenario } = this.provisioned;
    return { place, host: this.#host ?? new URL(endpoint).host, region: scenario.document.region };
  }

  /** Makes the request of a When, and keeps its result. */
  async request(member: CastMember, request: Request, region?: string): Promise<void> {
    if (this.#last?.seen === false)
      throw new SpecError(
        'unlooked-at',
        'no Then looks at the answer to the request before; add one, or remove that request',
      );
    this.#last = { ...(await this.ask(member, request, region)), seen: false };
  }

  /** Makes a request, and returns its result and its caller without keeping them. */
  async ask(member: CastMember, request: Request, region?: string): Promise<Asked> {
    const actor = this.#sending(await this.actor(member), region);
    const answer = await this.#answerOf(request, { member, actor, region });
    if (answer.result === 'Denied') {
      await this.awsManagedKeys.meet(answer.decision.permission.resource, this.names, this.provisioned);
    }
    this.#record(member, answer);
    if (answer.result === 'Granted') this.remembered.note(answer.value, member);
    return { answer, actor };
  }

  /** True if this run asks the store alone, without the gateway. */
  get #past(): boolean {
    return this.parameters.comparing === 'past the gateway';
  }

  /** An actor whose requests go to a Region, if one is given, and name the VPC endpoint if they come through one. */
  #sending(actor: Actor, region: string | undefined): Actor {
    if (this.#host === undefined && region === undefined) return actor;
    const { endpoint, scenario } = this.provisioned;
    const to = { endpoint, region: region ?? scenario.document.region, host: this.#host };
    return { ...actor, clients: clientsFor({ ...to, identity: actor.key ?? 'anonymous' }) };
  }

  /** Sends the request of a later When through a VPC endpoint of the scenario. */
  comeThrough(endpoint: string): void {
    const { id } = lookUp('endpoint', endpoint, this.provisioned.scenario.document.endpoints);
    this.#host = `bucket.${id}.localhost`;
  }

  /** Makes a request through the gateway, or of the store alone in the second run of a comparison. */
  #answerOf(
    request: Request,
    {
      member,
      actor,
      region,
    }: { readonly member: CastMember; readonly actor: Actor; readonly region?: string | undefined },
  ): Promise<Answer<AnswerParts>> {
    const { lab, alone } = this.#set;
    if (!this.#past) return attempt(lab.decisionLog, () => request(actor.clients));
    if (alone === undefined) throw new TypeError('this backend has no address without the gateway');
    const store = region === undefined ? alone : { ...alone, region };
    return attemptPast(() => request(clientsPast(store, member, actor)));
  }

  /**
   * Makes the request of a Given. Throws SpecError `setup-failed` if it does not succeed: the example is then broken.
   */
  async arrange(member: CastMember, request: Request): Promise<AnswerParts> {
    const actor = await this.actor(member);
    const arranging: Request = (clients) => request(this.#arrangingClients({ ...actor, clients }));
    const arranged = await this.#arrangedByRoot(member, arranging);
    if (arranged !== undefined) return arranged;
    const answer = await attempt(this.#set.lab.decisionLog, () => arranging(actor.clients));
    if (answer.result === 'Granted') {
      this.remembered.note(answer.value, member);
      return answer.value;
    }
    this.#recordDecisions(answer);
    const refused = this.readable(describeAnswer(answer, { describing: this.describing }));
    throw new SpecError('setup-failed', `a Given was refused\n${refused}`);
  }

  /** The clients of a Given. On the embedded store they upload in this process: nothing is asked of such an answer. */
  #arrangingClients({ clients, key }: Actor): Clients {
    if (key === undefined || isForeignBackend()) return clients;
    const { lab, provisioned } = this.#set;
    const { region } = provisioned.scenario.document;
    return uploadingInProcess(clients, { call: (asked) => lab.call(asked), identity: key, region });
  }

  /** The result of the request of a root user, which arranges in this process; undefined if it has to be sent, to say why. */
  async #arrangedByRoot(member: CastMember, request: Request): Promise<AnswerParts | undefined> {
    if (member.kind !== 'root') return undefined;
    try {
      const value = await request(this.provisioned.root(member.account));
      this.remembered.note(value, member);
      return value;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      return undefined;
    }
  }

  /** Writes the decisions into the run's messages, and the result, for comparisons. */
  #record(member: CastMember, answer: Answer<unknown>): void {
    if (this.parameters.comparing !== undefined)
      this.attach(JSON.stringify(seenAnswer(member, answer, this.names)), seenAnswerMediaType);
    if (!this.#past) this.#recordDecisions(answer);
  }

  /** Writes the decisions into the run's messages, for keyhole explain. */
  #recordDecisions(answer: Answer<unknown>): void {
    const records = answer.result === 'Denied' ? [answer.record] : answer.records;
    for (const record of records) {
      this.attach(JSON.stringify(decisionReport(record, this.describing)), decisionMediaType);
      for (const assumption of record.decisions.flatMap((decision) => assumptionOf(decision) ?? []))
        this.attach(assumption, assumptionMediaType);
    }
  }

  /**
   * States the values of condition keys for all later requests of the example. Those to assume its roles are among them: a
   * session that was started under other facts could not exist.
   */
  async assume(values: Readonly<Record<string, readonly string[]>>): Promise<void> {
    const { surroundings } = this.lab;
    const file = scenarioFile(this.provisioned.scenario);
    const stated = { ...surroundings.assumptions?.values, ...values };
    this.lab.surround({ ...surroundings, assumptions: { file, values: stated } });
    this.#actors = this.#set.actors.inNewSessions();
    for (const [role, { sessionPolicy }] of this.#renewed) await this.renew(role, sessionPolicy);
  }

  /** The result of the last request and its caller, for a Then. */
  look(): Asked {
    if (this.#last === undefined)
      throw new SpecError('out-of-order', 'no request has been made yet; a When must come before this Then');
    this.#last.seen = true;
    return this.#last;
  }

  /** True if the last request was denied. */
  get refused(): boolean {
    return this.#last?.answer.result === 'Denied';
  }

  /** The result of the last request, if no Then has looked at it. */
  get unseen(): Answer<AnswerParts> | undefined {
    return this.#last?.seen === false ? this.#last.answer : undefined;
  }
}
