import { DeleteAccessKeyCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { lookUp } from '../look-up.ts';
import type { Topology } from './topology.ts';

/** Deletes all access keys of a user of the scenario. */
export async function removeAccessKeys(topology: Topology, user: string): Promise<void> {
  const { account } = lookUp('user', user, topology.scenario.document.users);
  const { iam } = topology.root(account);
  const UserName = userNameOf(topology, user);
  const { AccessKeyMetadata = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
  for (const { AccessKeyId } of AccessKeyMetadata)
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
}

/** What IAM calls a user of the scenario. */
export function userNameOf(topology: Topology, user: string): string {
  lookUp('user', user, topology.scenario.document.users);
  return topology.value(`users.${user}.arn`).split('/').at(-1) ?? user;
}
