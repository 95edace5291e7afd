import * as z from 'zod';
import type { Answer } from '../answer/answer.ts';
import type { Names } from '../authorization/explain.ts';
import type { CastMember } from '../scenario/cast/actors.ts';

/** The media type of {@link SeenAnswer}s in a run's messages. */
export const seenAnswerMediaType = 'application/x.keyhole.seen-answer+json';

/** The media type of the value that a Then found instead of the stated one, in plain words. */
export const insteadMediaType = 'text/x.keyhole.instead+plain';

/** The caller. Requests of several callers are made at once, and end in any order. */
const by = z.string();
const refusal = { by, code: z.string(), status: z.number(), message: z.string() };

const schema = z.discriminatedUnion('result', [
  z.strictObject({ result: z.literal('Granted'), by }),
  z.strictObject({ result: z.literal('Denied'), action: z.string(), ...refusal }),
  z.strictObject({ result: z.literal('Failed'), ...refusal }),
]);

/** The parts of a request's result by which the gateway and a store alone can be compared. */
export type SeenAnswer = Readonly<z.infer<typeof schema>>;

/** A result in the form that a run's messages carry. */
export function seenAnswer(member: CastMember, answer: Answer<unknown>, names: Names): SeenAnswer {
  const by = JSON.stringify(member);
  if (answer.result === 'Granted') return { result: 'Granted', by };
  const { code, status } = answer;
  const told = { by, code, status, message: inNamesOfFeatures(answer.message, names) };
  return answer.result === 'Denied'
    ? { result: 'Denied', action: answer.decision.permission.action, ...told }
    : { result: 'Failed', ...told };
}

/** Reads a result that {@link seenAnswer} wrote. Throws ZodError for anything else. */
export function parseSeenAnswer(json: string): SeenAnswer {
  return schema.parse(JSON.parse(json));
}

/**
 * A store's message in the words of features, equal in every run. ARNs of KMS become names, those of aliases
 * `alias/my-key of account 1`. Keys without a name become `another key of account 1`, and other ids an ellipsis.
 */
export function inNamesOfFeatures(text: string, names: Names): string {
  if (text === 'AES256') return 'SSE-S3';
  return text
    .replaceAll(/arn:aws:kms:[\w-]+:(\d{12}):(?:key\/)?(alias\/[\w/-]+)/g, (arn, account, alias) => {
      const owner = ownerNamed(account, names);
      return owner === undefined ? arn : `${alias} of ${owner}`;
    })
    .replaceAll(/arn:aws:kms:[\w:/-]+/g, (arn) => names(arn) ?? arn)
    .replaceAll(/arn:aws:kms:[\w-]+:(\d{12}):key\/[0-9a-f-]{36}/g, (arn, account) => {
      const owner = ownerNamed(account, names);
      return owner === undefined ? arn : `another key of ${owner}`;
    })
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…');
}

function ownerNamed(account: string, names: Names): string | undefined {
  return names(`arn:aws:iam::${account}:root`)?.replace('the root user of ', '');
}
