import { noSuchEntity } from '../../../../aws/iam-errors.ts';
import { unlessAbsent } from '../iam-reader.ts';
import type { StateChecks } from './state-check.ts';

/** The role whose instance profiles are listed must exist: some stores list none. Source: IAM API reference. */
export const roleChecks: StateChecks = {
  async ListInstanceProfilesForRole(read, { RoleName }) {
    const found = await unlessAbsent(read('GetRole', { RoleName }));
    if (found?.Role === undefined) throw noSuchEntity(`The role with name ${RoleName} cannot be found.`);
  },
};
