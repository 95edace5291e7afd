import { z } from 'zod';
import type { Names } from '../authorization/explain.ts';
import type { Outcome } from '../outcome/outcome.ts';
import type { CastMember } from '../scenario/cast/actors.ts';

/** The media type under which {@link SeenOutcome}s stand in a run's messages. */
export const seenOutcomeMediaType = 'application/x.keyhole.seen-outcome+json';

/** The media type of what a Then found instead of what it states, in plain words. */
export const insteadMediaType = 'text/x.keyhole.instead+plain';

/** Who asked: requests of several people are made at once, and end in any order. */
const by = z.string();
const answer = { by, code: z.string(), status: z.number(), message: z.string() };

const schema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('Granted'), by }),
  z.strictObject({ outcome: z.literal('Denied'), action: z.string(), ...answer }),
  z.strictObject({ outcome: z.literal('Failed'), ...answer }),
]);

/** What came of a request, as far as the gateway and a store that knows no gateway can be compared by it. */
export type SeenOutcome = Readonly<z.infer<typeof schema>>;

/** An outcome as a run's messages carry it. */
export function seenOutcome(member: CastMember, outcome: Outcome<unknown>, names: Names): SeenOutcome {
  const by = JSON.stringify(member);
  if (outcome.outcome === 'Granted') return { outcome: 'Granted', by };
  const { code, status } = outcome;
  const told = { by, code, status, message: inNamesOfFeatures(outcome.message, names) };
  return outcome.outcome === 'Denied'
    ? { outcome: 'Denied', action: outcome.decision.permission.action, ...told }
    : { outcome: 'Failed', ...told };
}

/** Reads what {@link seenOutcome} made. */
export function parseSeenOutcome(json: string): SeenOutcome {
  return schema.parse(JSON.parse(json));
}

/**
 * What a store says in the words of the features, the same in every run: names for ARNs of KMS, `alias/my-key of account 1`
 * for those of aliases, `another key of account 1` for keys without a name, and ids that nobody knows left out.
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
