import type { Answer } from '../answer/answer.ts';
import { attempt } from '../answer/attempt.ts';
import { describeAnswer } from '../answer/describe-answer.ts';
import { assumptionMediaType, decisionMediaType } from '../answer/media-types.ts';
import type { ObjectName } from '../aws/object-reference.ts';
import { isForeignBackend } from '../backends/backend.ts';
import type { AnswerParts } from '../client/answer-parts.ts';
import { type Clients, clientsFor } from '../client/clients.ts';
import type { SigningIdentity } from '../client/identity.ts';
import { isRefusal } from '../client/is-refusal.ts';
import type { SignedFor } from '../client/presigned-upload.ts';
import { uploadingInProcess } from '../client/uploads-in-process.ts';
import { attemptPast, clientsPast, untold } from '../comparison/past-the-gateway.ts';
import { seenAnswer, seenAnswerMediaType } from '../comparison/seen-answer.ts';
import { assumptionOf, decisionReport } from '../gateway/record/decision-report.ts';
import type { GatewayServer } from '../gateway/serving/gateway-server.ts';
import type { Actor, Actors, CastMember } from '../scenario/cast/actors.ts';
import { phraseFor } from '../scenario/cast/phrase-for.ts';
import type { Confidence } from '../scenario/document/outcome-register.ts';
import { scenarioFile } from '../scenario/document/scenario-file.ts';
import { lookUp } from '../scenario/look-up.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { PolicyWatch } from './policy-watch.ts';
import { ScenarioWorld } from './scenario-world.ts';

/** A request of a step. */
type Request = (clients: Clients) => Promise<AnswerParts>;

/** The result of a request, and its caller. */
interface Asked {
  readonly answer: Answer<AnswerParts>;
  readonly actor: Actor;
}

/** The state of one example while it runs. */
export class SpecWorld extends ScenarioWorld {
  /** The confidence of the least sure answer that the example is tagged with; set by a hook. */
  confidence: Confidence = 'high';
  /** The result of the last request; undefined before the first. `seen` is true once a Then has looked at it. */
  #last: (Asked & { seen: boolean }) | undefined;
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

  /** The gateway in front of the scenario. */
  get lab(): GatewayServer {
    if (this.#past && this.#last !== undefined) throw untold();
    return this.certainStage.lab;
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
    return this.#actors ?? this.certainStage.actors;
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
    const { lab, alone } = this.certainStage;
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
    const answer = await attempt(this.certainStage.lab.decisionLog, () => arranging(actor.clients));
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
    const { lab, provisioned } = this.certainStage;
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
    this.#actors = this.certainStage.actors.inNewSessions();
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
