import { checkedWords, type DecideQuestion, whatIfOf } from '../../../../access/decide-question.ts';
import type { Played } from '../../../../access/decision-in-scenario.ts';
import { UndecidableError } from '../../../../authorization/terms/undecidable-error.ts';
import type { Principal } from '../../../../aws/principal.ts';
import type { WhatIf } from '../../../../gateway/desk/what-if.ts';
import { accessPointArn } from '../../../../gateway/surroundings/access-point.ts';
import type { Surroundings } from '../../../../gateway/surroundings/surroundings.ts';
import type { ChangedAnswer } from '../../../../lab-page/policy-place.ts';
import { phraseFor } from '../../../../scenario/cast/phrase-for.ts';
import { resolvePrincipal } from '../../../../scenario/cast/resolve-principal.ts';
import { SpecError } from '../../../../scenario/spec-error.ts';
import { rootPhrase } from './setters.ts';

/** A what-if about a member of the cast, in words and as the gateway takes it. */
export interface CastQuestion extends Pick<ChangedAnswer, 'ask' | 'principal' | 'resource'> {
  readonly asked: WhatIf;
}

/** The actions that are compared of each kind of resource. */
const ACTIONS = {
  buckets: ['s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'],
  accessPoints: ['s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'],
  keys: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey'],
  tables: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  secrets: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
} as const;

const KINDS = {
  buckets: 'bucket',
  accessPoints: 'access point',
  keys: 'key',
  tables: 'table',
  secrets: 'secret',
} as const;

/** The questions of a scenario: each user, role and root user with each resource, and each service with the roles it assumes. */
export async function castQuestions(
  played: Played,
  surroundings: Pick<Surroundings, 'accessPoints'>,
): Promise<readonly CastQuestion[]> {
  const { provisioned } = played;
  const wanted = resourcesAsked(played, surroundings);
  const questions: CastQuestion[] = [];
  for (const { words, phrase } of principalsAsked(played)) {
    const principal = await principalIfAny(words, played);
    if (principal === undefined) continue;
    for (const { action, resource, shown } of wanted) {
      for (const via of action.startsWith('kms:') ? ([undefined, 's3'] as const) : [undefined]) {
        const question: DecideQuestion = {
          principal: words,
          action,
          resource,
          via,
          context: [],
          without: [],
        };
        const asked = whatIfOf(question, checkedWords(question), { principal, provisioned });
        const ask = { principal: words, action, resource, via: via ?? '' } as const;
        questions.push({ ask, principal: phrase, resource: shown, asked });
      }
    }
  }
  return [...questions, ...assumptionsAsked(played)];
}

function principalsAsked(played: Played) {
  const { accounts, roles, users } = played.provisioned.scenario.document;
  const phrases = [
    ...Object.keys(roles).map((name) => phraseFor('role', name)),
    ...Object.keys(users).map((name) => phraseFor('user', name)),
  ];
  return [
    ...phrases.map((phrase) => ({ words: phrase, phrase })),
    ...Object.values(accounts).map((id) => ({
      words: `arn:aws:iam::${id}:root`,
      phrase: rootPhrase(id, played),
    })),
  ];
}

function resourcesAsked({ provisioned }: Played, { accessPoints = [] }: Pick<Surroundings, 'accessPoints'>) {
  const { document } = provisioned.scenario;
  const points = new Set(accessPoints.map(accessPointArn));
  return (['buckets', 'accessPoints', 'keys', 'tables', 'secrets'] as const).flatMap((kind) =>
    Object.keys(document[kind])
      // No question is about an access point that was deleted since.
      .filter((name) => kind !== 'accessPoints' || points.has(provisioned.value(`accessPoints.${name}.arn`)))
      .flatMap((name) => ACTIONS[kind].map((action) => ({ action, ...asked(kind, name, action) }))),
  );
}

function asked(
  kind: keyof typeof KINDS,
  name: string,
  action: string,
): { readonly resource: string; readonly shown: string } {
  const phrase = phraseFor(KINDS[kind], name);
  if (!action.endsWith('Object')) return { resource: phrase, shown: phrase };
  return kind === 'accessPoints'
    ? { resource: `${phrase}/hello.txt`, shown: `"hello.txt" through ${phrase}` }
    : { resource: `${name}/hello.txt`, shown: `"hello.txt" in ${phrase}` };
}

/** The questions whether services may assume their roles. */
function assumptionsAsked({ provisioned }: Played): readonly CastQuestion[] {
  return Object.entries(provisioned.scenario.document.roles).flatMap(([name, { assumedBy }]) => {
    if (assumedBy === undefined || !('service' in assumedBy)) return [];
    const { service } = assumedBy;
    const resource = phraseFor('role', name);
    const question: DecideQuestion = {
      ...{ principal: service, action: 'sts:AssumeRole', resource },
      ...{ context: [], without: [] },
    };
    const principal: Principal = { type: 'Service', service };
    const asked = whatIfOf(question, checkedWords(question), { principal, provisioned });
    const ask = { principal: service, action: 'sts:AssumeRole', resource, via: '' } as const;
    return [{ ask, principal: `the service ${service}`, resource, asked }];
  });
}

/** The principal that words name; undefined for a role that cannot be assumed now, and for a deleted user. */
async function principalIfAny(words: string, played: Played): Promise<Principal | undefined> {
  try {
    const { provisioned, actors, gateway } = played;
    return await resolvePrincipal(words, { provisioned, actors, gateway });
  } catch (error) {
    if (error instanceof SpecError && error.code === 'setup-failed') return undefined;
    throw error;
  }
}

/** The answers to questions in the current state, in words. */
export async function castAnswers(
  questions: readonly CastQuestion[],
  gateway: Played['gateway'],
): Promise<readonly string[]> {
  return Promise.all(questions.map(({ asked }) => answered(asked, gateway)));
}

async function answered(asked: WhatIf, gateway: Played['gateway']): Promise<string> {
  try {
    const { result } = await gateway.decide(asked);
    return result === 'Granted' ? 'allowed' : 'denied';
  } catch (error) {
    if (error instanceof UndecidableError) return `depends on ${error.key}`;
    throw error;
  }
}

/** The questions whose answers differ. */
export function changedAnswers(
  questions: readonly CastQuestion[],
  answers: { readonly before: readonly string[]; readonly after: readonly string[] },
): readonly ChangedAnswer[] {
  return questions.flatMap(({ ask, principal, resource }, index) => {
    const before = answers.before[index] ?? '';
    const after = answers.after[index] ?? '';
    if (before === after) return [];
    return [{ ask, principal, resource, before, after }];
  });
}
