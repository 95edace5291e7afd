import type { Surroundings } from './surroundings.ts';

/** Surroundings as JSON holds them, without the issuers of tokens and without a clock. */
export interface FrozenSurroundings extends Omit<Surroundings, 'tokenIssuers' | 'kmsRequestQuotas'> {
  readonly kmsRequestQuotas: { readonly perSecond: Readonly<Record<string, number>> };
}

/** The part of surroundings that can be frozen. */
export function freezableSurroundings(surroundings: Surroundings): FrozenSurroundings {
  const { organization, endpoints, kmsRequestQuotas, assumptions } = surroundings;
  const { accountPublicAccessBlocks, accessPoints, abacBuckets } = surroundings;
  return {
    ...{ organization, endpoints, assumptions, accountPublicAccessBlocks, accessPoints, abacBuckets },
    kmsRequestQuotas: { perSecond: kmsRequestQuotas?.perSecond ?? {} },
  };
}
