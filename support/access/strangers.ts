import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  GetUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { Principal } from '../aws/principal.ts';
import { rootOf, type SigningIdentity } from '../client/identity.ts';
import type { Surroundings } from '../gateway/surroundings/surroundings.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';

/** A principal of an account that the scenario does not have. It may do everything that its own account can allow. */
export interface Stranger {
  readonly name: string;
  readonly accountId: string;
  readonly principal: Principal;
  readonly key: SigningIdentity;
}

/** The policy of a principal that may do everything. */
export const ADMINISTRATOR = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
});

/** The accounts of strangers: one outside, and one inside the organization if there is one. */
export interface StrangerAccounts {
  readonly outside: string;
  readonly inside?: string | undefined;
}

/** Ids of accounts that a scenario does not have, and none of some further accounts. */
export function strangerAccounts(
  { scenario }: ProvisionedScenario,
  further: readonly string[],
): StrangerAccounts {
  const taken = new Set([...Object.values(scenario.document.accounts), ...further]);
  const free: string[] = [];
  for (let id = 999_999_999_999; free.length < 2; id--) if (!taken.has(String(id))) free.push(String(id));
  const [outside = '', inside] = free;
  return { outside, inside: scenario.document.organization === undefined ? undefined : inside };
}

/** Creates the strangers, before control policies apply. */
export async function createStrangers(
  provisioned: ProvisionedScenario,
  { outside, inside }: StrangerAccounts,
): Promise<readonly Stranger[]> {
  return [
    await createStranger(provisioned, outside, 'a stranger'),
    ...(inside === undefined
      ? []
      : [await createStranger(provisioned, inside, 'a stranger in the organization')]),
  ];
}

/**
 * Creates an administrator in each account of the scenario, who stands for users and roles that the scenario does not have.
 */
export async function createInsiders(provisioned: ProvisionedScenario): Promise<readonly Stranger[]> {
  const made: Stranger[] = [];
  for (const [account, id] of Object.entries(provisioned.scenario.document.accounts))
    made.push(await createStranger(provisioned, id, `any administrator of the ${account} account`));
  return made;
}

/** Creates a user of an account, who may do everything. */
export async function createStranger(
  provisioned: ProvisionedScenario,
  accountId: string,
  name: string,
  user = { UserName: 'keyhole-stranger', Path: '/' },
): Promise<Stranger> {
  const { iam } = provisioned.clients(rootOf(accountId));
  const { UserName } = user;
  const { User } = await unlessItExists(
    () => iam.send(new CreateUserCommand(user)),
    () => iam.send(new GetUserCommand({ UserName })),
  );
  await iam.send(new PutUserPolicyCommand({ UserName, PolicyName: 'all', PolicyDocument: ADMINISTRATOR }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  const { Arn: arn = '', UserId: userId = '' } = User ?? {};
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey ?? {};
  const principal = { type: 'User', accountId, arn, userName: UserName, userId } as const;
  return { name, accountId, principal, key: { accessKeyId, secretAccessKey } };
}

/** Creates something, or reads it if the scenario has made it: it makes users and roles that its policies name. */
export async function unlessItExists<Made>(
  create: () => Promise<Made>,
  read: () => Promise<Made>,
): Promise<Made> {
  try {
    return await create();
  } catch (error) {
    if (error instanceof Error && error.name === 'EntityAlreadyExistsException') return await read();
    throw error;
  }
}

/** Surroundings in which the account of the stranger within the organization is a member, below its root. */
export function withStrangerInside(surroundings: Surroundings, accountId: string | undefined): Surroundings {
  const { organization } = surroundings;
  if (organization === undefined || accountId === undefined) return surroundings;
  const accounts = [...(organization.root.accounts ?? []), { id: accountId }];
  return { ...surroundings, organization: { ...organization, root: { ...organization.root, accounts } } };
}
