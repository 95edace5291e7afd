import type { KmsRequestQuotas } from '../../gateway/surroundings/request-quota.ts';
import { SpecError } from '../../scenario/spec-error.ts';

/** Reads `111111111111=5`, given once for each account. Throws SpecError for what is no account id and number. */
export function kmsQuotas(given: readonly string[]): KmsRequestQuotas['perSecond'] {
  return Object.fromEntries(
    given.map((words) => {
      const [, account, perSecond] = /^(\d{12})=(\d{1,9})$/.exec(words) ?? [];
      if (account !== undefined) return [account, Number(perSecond)];
      throw new SpecError(
        'unknown-name',
        `--kms-quota ${words} says no quota; one is 111111111111=5: an account's id, and how many requests a second it may make`,
      );
    }),
  );
}
