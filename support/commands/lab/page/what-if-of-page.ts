import { checkedWords, type DecideQuestion } from '../../../access/decide-question.ts';
import { decisionInScenario, type Played } from '../../../access/decision-in-scenario.ts';
import { observeDecisions } from '../../../client/observe-decisions.ts';
import type { WhatIfAnswer, WhatIfQuestion } from '../../../lab-page/lab-view.ts';
import { SpecError } from '../../../scenario/spec-error.ts';
import { inWordsOfForm } from './in-words-of-form.ts';
import type { RequestsOfLab } from './requests-of-lab.ts';

/** Answers a what-if of the page by the code of `keyhole decide`, in the current state of the lab. */
export async function whatIfOfPage(
  question: WhatIfQuestion,
  { gateway, provisioned, actors }: Played,
  requests: RequestsOfLab,
): Promise<WhatIfAnswer> {
  const { principal, action, resource, viaS3, context, without } = question;
  const asked: DecideQuestion = {
    ...{ principal, action, resource, context, without },
    via: viaS3 ? 's3' : undefined,
  };
  return await requests.asking(async (note) => {
    // A session of earlier could have ended.
    const fresh = { gateway, provisioned, actors: actors.inNewSessions() };
    const ids: string[] = [];
    try {
      const permission = await observeDecisions(ids, async () =>
        decisionInScenario(fresh, asked, checkedWords(asked)),
      );
      return { permission };
    } catch (error) {
      if (error instanceof SpecError) return { mistake: inWordsOfForm(error.message) };
      throw error;
    } finally {
      ids.forEach(note);
    }
  });
}
