/** The kinds of differences that can fail a command. */
export const FAIL_ON = ['widened', 'narrowed', 'flipped', 'any'] as const;

/** A kind of differences that can fail a command. */
export type FailOn = (typeof FAIL_ON)[number];
