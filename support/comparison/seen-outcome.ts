import { z } from 'zod';
import type { Names } from '../authorization/explain.ts';
import type { Outcome } from '../outcome/outcome.ts';
import type { CastMember } from '../scenario/cast/actors.ts';

/** The media type of {@link SeenOutcome}s in a run's messages. */
export const seenOutcomeMediaType = 'application/x.keyhole.seen-outcome+json';

/** The media type of the value that a Then found instead of the stated one, in plain words. */
export const insteadMediaType = 'text/x.keyhole.instead+plain';

/** The caller. Requests of several callers are made at once, and end in any order. */
const by = z.string();
const answer = { by, code: z.string(), status: z.number(), message: z.string() };

const schema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('Granted'), by }),
  z.strictObject({ outcome: z.literal('Denied'), action: z.string(), ...answer }),
  z.strictObject({ outcome: z.literal('Failed'), ...answer }),
]);

/** The parts of a request's result by which the gateway and a store alone can be compared. */
export type SeenOutcome = Readonly<z.infer<typeof schema>>;

/** A result in the form that a run's messages carry. */
export function seenOutcome(member: CastMember, outcome: Outcome<unknown>, names: Names): SeenOutcome {
  const by = JSON.stringify(member);
  if (outcome.outcome === 'Granted') return { outcome: 'Granted', by };
  const { code, status } = outcome;
  const told = { by, code, status, message: inNamesOfFeatures(outcome.message, names) };
  return outcome.outcome === 'Denied'
    ? { outcome: 'Denied', action: outcome.decision.permission.action, ...told }
    : { outcome: 'Failed', ...told };
}

/** Reads a result that {@link seenOutcome} wrote. Throws ZodError for anything else. */
export function parseSeenOutcome(json: string): SeenOutcome {
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
