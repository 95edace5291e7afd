import { checkedWords, type DecideQuestion, whatIfOf } from '../../../../access/decide-question.ts';
import type { Played } from '../../../../access/decision-in-scenario.ts';
import { UndecidableError } from '../../../../authorization/terms/undecidable-error.ts';
import type { Principal } from '../../../../aws/principal.ts';
import type { WhatIf } from '../../../../gateway/desk/what-if.ts';
import type { ChangedAnswer } from '../../../../lab-page/policy-place.ts';
import { phraseFor } from '../../../../scenario/cast/phrase-for.ts';
import { resolvePrincipal } from '../../../../scenario/cast/resolve-principal.ts';
import type { ScenarioDocument } from '../../../../scenario/document/scenario-schema.ts';
import { SpecError } from '../../../../scenario/spec-error.ts';

/** A what-if about a member of the cast, in words and as the gateway takes it. */
export interface CastQuestion extends Pick<ChangedAnswer, 'ask' | 'principal' | 'resource'> {
  readonly asked: WhatIf;
}

/** The actions that are compared of each kind of resource. */
const ACTIONS = {
  buckets: ['s3:ListBucket', 's3:GetObject', 's3:PutObject', 's3:DeleteObject'],
  keys: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey'],
  tables: ['dynamodb:GetItem', 'dynamodb:PutItem'],
  secrets: ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue'],
} as const;

const KINDS = { buckets: 'bucket', keys: 'key', tables: 'table', secrets: 'secret' } as const;

/** The questions of a scenario: each user, role and root user with each resource, and each service with the roles it assumes. */
export async function castQuestions(played: Played): Promise<readonly CastQuestion[]> {
  const { provisioned } = played;
  const { document } = provisioned.scenario;
  const wanted = resourcesAsked(document);
  const questions: CastQuestion[] = [];
  for (const { words, phrase } of principalsAsked(document)) {
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

function principalsAsked({ accounts, roles, users }: ScenarioDocument) {
  return [
    ...Object.keys(roles).map((name) => phraseFor('role', name)),
    ...Object.keys(users).map((name) => phraseFor('user', name)),
  ]
    .map((phrase) => ({ words: phrase, phrase }))
    .concat(
      Object.entries(accounts).map(([name, id]) => ({
        words: `arn:aws:iam::${id}:root`,
        phrase: `the root user of ${phraseFor('account', name)}`,
      })),
    );
}

function resourcesAsked(document: ScenarioDocument) {
  return (['buckets', 'keys', 'tables', 'secrets'] as const).flatMap((kind) =>
    Object.keys(document[kind]).flatMap((name) => {
      const phrase = phraseFor(KINDS[kind], name);
      return ACTIONS[kind].map((action) =>
        action.endsWith('Object')
          ? { action, resource: `${name}/hello.txt`, shown: `"hello.txt" in ${phrase}` }
          : { action, resource: phrase, shown: phrase },
      );
    }),
  );
}

/** May the services assume their roles? */
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

/** The principal that words name; undefined for a role that cannot be assumed now. */
async function principalIfAny(words: string, played: Played): Promise<Principal | undefined> {
  try {
    const { provisioned, actors, gateway } = played;
    return await resolvePrincipal(words, { provisioned, actors, log: gateway.decisionLog });
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
