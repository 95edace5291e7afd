import type { Pickle } from '@cucumber/messages';

/** True for an example that states nothing. A step after `*` may state something. */
export function statesNothing({ steps }: Pick<Pickle, 'steps'>): boolean {
  return !steps.some(({ type }) => type === undefined || type === 'Outcome' || type === 'Unknown');
}

/** The fault of an example that states nothing. */
export const STATES_NOTHING = 'the example states no outcome: add a Then';

/** The fault of an example without steps. */
export const NO_STEPS = 'the example has no steps: add some, or remove it';

/** The fault of an outline without rows. */
export const NO_ROWS = 'the outline has no rows: write some below "Examples:", or remove it';

/** The fault of a feature without examples. */
export const NO_EXAMPLES = 'the feature has no examples: write one after "Example:", or remove the file';
