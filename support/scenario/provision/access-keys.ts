import { DeleteAccessKeyCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { wholeIamList } from '../../aws/iam-pages.ts';
import { lookUp } from '../look-up.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

/** Deletes all access keys of a user of the scenario. */
export async function removeAccessKeys(provisioned: ProvisionedScenario, user: string): Promise<void> {
  const { account } = lookUp('user', user, provisioned.scenario.document.users);
  const { iam } = provisioned.root(account);
  const UserName = userNameOf(provisioned, user);
  const keys = await wholeIamList(
    (Marker) => iam.send(new ListAccessKeysCommand({ UserName, Marker })),
    (page) => page.AccessKeyMetadata,
  );
  for (const { AccessKeyId } of keys) await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
}

/** The name in IAM of a user of the scenario. */
export function userNameOf(provisioned: ProvisionedScenario, user: string): string {
  lookUp('user', user, provisioned.scenario.document.users);
  return provisioned.value(`users.${user}.arn`).split('/').at(-1) ?? user;
}
