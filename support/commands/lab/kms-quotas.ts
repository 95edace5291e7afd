import type { KmsRequestQuotas } from '../../gateway/surroundings/request-quota.ts';
import { SpecError } from '../../scenario/spec-error.ts';

/** Reads quotas such as `111111111111=5`, one for each account. Throws SpecError for another form. */
export function kmsQuotas(given: readonly string[]): KmsRequestQuotas['perSecond'] {
  return Object.fromEntries(
    given.map((words) => {
      const [, account, perSecond] = /^(\d{12})=(\d{1,9})$/.exec(words) ?? [];
      if (account !== undefined) return [account, Number(perSecond)];
      throw new SpecError(
        'unknown-name',
        `--kms-quota ${words} is not an account id and a number of requests a second, such as 111111111111=5`,
      );
    }),
  );
}
