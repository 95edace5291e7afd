import { z } from 'zod';
import type { Outcome } from '../outcome/outcome.ts';

/** The media type under which {@link SeenOutcome}s stand in a run's messages. */
export const seenOutcomeMediaType = 'application/x.keyhole.seen-outcome+json';

/** The media type of what a Then found instead of what it states, in plain words. */
export const insteadMediaType = 'text/x.keyhole.instead+plain';

const answer = { code: z.string(), status: z.number(), message: z.string() };

const schema = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('Granted') }),
  z.strictObject({ outcome: z.literal('Denied'), action: z.string(), ...answer }),
  z.strictObject({ outcome: z.literal('Failed'), ...answer }),
]);

/** What came of a request, as far as the gateway and a store that knows no gateway can be compared by it. */
export type SeenOutcome = Readonly<z.infer<typeof schema>>;

/** An outcome as a run's messages carry it. `readable` puts names for ARNs. */
export function seenOutcome(outcome: Outcome<unknown>, readable: (message: string) => string): SeenOutcome {
  if (outcome.outcome === 'Granted') return { outcome: 'Granted' };
  const { code, status } = outcome;
  const told = { code, status, message: readable(outcome.message) };
  return outcome.outcome === 'Denied'
    ? { outcome: 'Denied', action: outcome.decision.permission.action, ...told }
    : { outcome: 'Failed', ...told };
}

/** Reads what {@link seenOutcome} made. */
export function parseSeenOutcome(json: string): SeenOutcome {
  return schema.parse(JSON.parse(json));
}
