import type { Played } from '../../../../access/decision-in-scenario.ts';
import { isReadOnly } from '../../../../authorization/permissions/read-only.ts';
import { type ClientOptions, clientsFor } from '../../../../client/clients.ts';
import { rootOf } from '../../../../client/identity.ts';
import { observeDecisions } from '../../../../client/observe-decisions.ts';
import type { DecisionRecord } from '../../../../gateway/record/decision-log.ts';
import type { Describing } from '../../../../gateway/record/decision-report.ts';
import type { GatewayServer } from '../../../../gateway/serving/gateway-server.ts';
import type {
  PoliciesOfLab,
  PolicyChange,
  PolicyDraft,
  PolicyFinding,
  PolicyList,
  PolicyPlace,
} from '../../../../lab-page/policy-place.ts';
import type { ActorKey } from '../../../../scenario/cast/actors.ts';
import { memberMeant } from '../../../../scenario/cast/member-meant.ts';
import { SpecError } from '../../../../scenario/spec-error.ts';
import { isDataOperation } from '../../../../stores/data-operations.ts';
import type { RequestsOfLab } from '../requests-of-lab.ts';
import { castAnswers, castQuestions, changedAnswers } from './cast-answers.ts';
import { findingsOfLoader } from './findings-of-loader.ts';
import { findingsOfRecord } from './findings-of-record.ts';
import { extentOf, heldPolicies } from './held-policies.ts';
import type { HeldPolicy, Setting } from './held-policy.ts';
import { type Origin, originsIn } from './origins.ts';
import { placeNames } from './place-names.ts';
import { rehearse } from './rehearsal.ts';
import { accountPhrase, rootPhrase, scenarioExtent, settersIn } from './setters.ts';

/** A lab whose policies are shown. */
export interface PoliciesSource {
  readonly gateway: GatewayServer;
  readonly describing: () => Describing;
  readonly played: Played | undefined;
  readonly requests: RequestsOfLab;
}

/** The policies of a lab as its page shows and sets them. Documents are read again once a request may have changed one. */
export class PoliciesOfPage implements PoliciesOfLab {
  readonly #source: PoliciesSource;
  readonly #held = new WeakMap<PolicyPlace, HeldPolicy>();
  readonly #keys = new Map<string, ActorKey>();
  /** How often the surroundings were set here: no request records that. */
  #settings = 0;
  #seen: { readonly last: string | undefined; readonly version: string } = { last: undefined, version: '' };

  constructor(source: PoliciesSource) {
    this.#source = source;
  }

  readonly version = (): string => {
    const records = this.#source.gateway.decisionLog.records();
    const last = records.at(-1)?.id;
    if (last !== this.#seen.last) {
      const known = records.findLastIndex(({ id }) => id === this.#seen.last);
      const changing = records.slice(known + 1).findLast(mayChangePolicies);
      this.#seen = { last, version: changing?.id ?? this.#seen.version };
    }
    return `${this.#seen.version} ${this.#settings}`;
  };

  readonly list = async (): Promise<PolicyList> => {
    const { gateway, describing, played } = this.#source;
    const extent = extentOf(gateway, scenarioExtent(played));
    const { policies: held, unread } = await heldPolicies(gateway, extent, describing().names);
    const names = placeNames(held);
    const origins = played === undefined ? new Map<string, Origin>() : originsIn(played.provisioned);
    const places = held.map((policy, index) => {
      const place = this.#place(policy, names[index] ?? '', origins.get(policy.key));
      this.#held.set(place, policy);
      return place;
    });
    return { places, unread };
  };

  readonly check = async (place: PolicyPlace, draft: PolicyDraft): Promise<readonly PolicyFinding[]> => {
    const policy = this.#policyAt(place);
    const { setting, kind } = policy;
    const { text } = draft;
    if (setting.by === 'surroundings')
      return text === undefined ? [NEEDED] : findingsOfLoader(text, kind, 'refused');
    const send = sending(setting, text);
    if (send === undefined) return [NEEDED];
    const options = await this.#clientOptions(policy, draft.setter);
    if ('mistake' in options) return [{ severity: 'refused', words: options.mistake }];
    const record = await rehearse(this.#source.gateway, options, send);
    const isMended = setting.mends?.(record.response) ?? false;
    const refused = isMended ? [] : findingsOfRecord(record, this.#source.describing().names);
    return refused.length > 0 || text === undefined ? refused : findingsOfLoader(text, kind, 'warning');
  };

  readonly apply = async (place: PolicyPlace, draft: PolicyDraft): Promise<PolicyChange> => {
    const findings = await this.check(place, draft);
    if (findings.some(({ severity }) => severity === 'refused'))
      return { findings, isSet: false, changed: [], compared: 0 };
    return this.#comparing(async () => {
      const { decision, failure } = await this.#set(this.#policyAt(place), draft);
      return failure === undefined
        ? { findings, isSet: true, decision }
        : { findings: [failure], isSet: false, decision };
    });
  };

  #policyAt(place: PolicyPlace): HeldPolicy {
    const policy = this.#held.get(place);
    if (policy === undefined) throw new TypeError('a place of another lab');
    return policy;
  }

  #place(policy: HeldPolicy, name: string, origin: Origin | undefined): PolicyPlace {
    const { title, account, text, setting } = policy;
    const { played } = this.#source;
    return {
      ...{ name, title, text },
      account: account === undefined ? undefined : { id: account, phrase: accountPhrase(account, played) },
      origin,
      how: setting.by === 'request' ? setting.operation : '',
      setters: account === undefined ? [] : settersIn(account, played),
      isOptional: setting.by === 'request' && setting.remove !== undefined,
    };
  }

  async #set(
    policy: HeldPolicy,
    { text, setter }: PolicyDraft,
  ): Promise<{ readonly decision?: string | undefined; readonly failure?: PolicyFinding }> {
    const { gateway } = this.#source;
    const { setting } = policy;
    if (setting.by === 'surroundings') {
      if (text === undefined) return { failure: NEEDED };
      gateway.surround(setting.changed(gateway.surroundings, text));
      this.#settings += 1;
      return {};
    }
    const send = sending(setting, text);
    const options = await this.#clientOptions(policy, setter);
    if (send === undefined) return { failure: NEEDED };
    if ('mistake' in options) return { failure: { severity: 'refused', words: options.mistake } };
    const clients = clientsFor(options);
    const ids: string[] = [];
    try {
      if (text !== undefined) await setting.prepare?.(clients);
      await observeDecisions(ids, () => send(clients));
      return { decision: ids.at(-1) };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return {
        decision: ids.at(-1),
        failure: { severity: 'refused', code: error.name, words: error.message },
      };
    }
  }

  async #clientOptions(
    { account = '', region = 'us-east-1' }: HeldPolicy,
    setter: string,
  ): Promise<Omit<ClientOptions, 'requestHandler'> | { readonly mistake: string }> {
    const { gateway, played } = this.#source;
    const at = { endpoint: gateway.endpoint, region };
    if (setter === rootPhrase(account, played)) return { ...at, identity: rootOf(account) };
    if (played === undefined || !settersIn(account, played).includes(setter))
      return { mistake: `"${setter}" is no principal of the account ${account}` };
    try {
      const key = await this.#keyOf(setter, played);
      return key === undefined ? { mistake: `"${setter}" has no access key` } : { ...at, identity: key };
    } catch (error) {
      if (error instanceof SpecError) return { mistake: error.message };
      throw error;
    }
  }

  /** The access key of a principal. A session is used again until it soon ends. */
  async #keyOf(setter: string, { provisioned, actors }: Played): Promise<ActorKey | undefined> {
    const known = this.#keys.get(setter);
    if (known !== undefined && (known.expiration?.getTime() ?? Infinity) > Date.now() + SOON) return known;
    const member = memberMeant(setter, provisioned);
    if (member === undefined) return undefined;
    const { key } = await this.#quietly(() => actors.inNewSessions().as(member));
    if (key !== undefined) this.#keys.set(setter, key);
    return key;
  }

  /** Runs requests of the page that are no part of what a reader asked for, such as those for sessions. */
  #quietly<T>(send: () => Promise<T>): Promise<T> {
    return this.#source.requests.asking(async (note) => {
      const ids: string[] = [];
      try {
        return await observeDecisions(ids, send);
      } finally {
        ids.forEach(note);
      }
    });
  }

  /** Asks the what-ifs of the cast before and after a change, and tells which are answered otherwise. */
  async #comparing(change: () => Promise<Omit<PolicyChange, 'changed' | 'compared'>>): Promise<PolicyChange> {
    const { played, gateway } = this.#source;
    if (played === undefined) return { ...(await change()), changed: [], compared: 0 };
    const questions = await this.#quietly(() =>
      castQuestions({ ...played, actors: played.actors.inNewSessions() }, gateway.surroundings),
    );
    const before = await castAnswers(questions, gateway);
    const done = await change();
    const after = await castAnswers(questions, gateway);
    const changed = changedAnswers(questions, { before, after });
    return { ...done, changed, compared: questions.length };
  }
}

/** Milliseconds before its end in which a session is not used again. */
const SOON = 60_000;

/** Some documents cannot be left out: every key has a policy, for example. */
const NEEDED: PolicyFinding = { severity: 'refused', words: 'This document cannot be removed.' };

type BySetting = Extract<Setting, { by: 'request' }>;

function sending({ put, remove }: BySetting, text: string | undefined) {
  return text === undefined ? remove : (clients: Parameters<typeof put>[0]) => put(clients, text);
}

/** True for a request that was performed and may have changed a policy or a resource that has one. */
function mayChangePolicies({ operation, response: { status } }: DecisionRecord): boolean {
  return status < 400 && operation !== undefined && !isDataOperation(operation) && !isReadOnly(operation);
}
