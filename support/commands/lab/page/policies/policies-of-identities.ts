import {
  CreatePolicyVersionCommand,
  DeleteGroupPolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  ListPolicyVersionsCommand,
  type PolicyVersion,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { Names } from '../../../../authorization/explain.ts';
import { wholeIamList } from '../../../../aws/iam-pages.ts';
import type { Clients } from '../../../../client/clients.ts';
import type { HeldPolicy, Setting } from './held-policy.ts';
import type { LabReader } from './lab-reader.ts';

/** The trust policies and the inline policies of the roles of an account. */
export async function rolePolicies(reader: LabReader, names: Names): Promise<readonly HeldPolicy[]> {
  const { account, read } = reader;
  const roles = await wholeIamList(
    (Marker) => read('iam', 'ListRoles', { Marker }),
    (page) => page.Roles,
  );
  const held = roles.map(async ({ RoleName = '', Arn = '', AssumeRolePolicyDocument }) => {
    const holder = names(Arn) ?? `the role ${RoleName}`;
    const policies = await wholeIamList(
      (Marker) => read('iam', 'ListRolePolicies', { RoleName, Marker }),
      (page) => page.PolicyNames,
    );
    const trust: HeldPolicy = {
      key: `trust ${Arn}`,
      title: `the trust policy of ${holder}`,
      kind: 'trust',
      account,
      text: decoded(AssumeRolePolicyDocument),
      setting: {
        by: 'request',
        operation: 'iam:UpdateAssumeRolePolicy',
        put: ({ iam }, PolicyDocument) =>
          iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument })),
      },
    };
    const inline = policies.map(async (PolicyName) => {
      const { PolicyDocument } = await read('iam', 'GetRolePolicy', { RoleName, PolicyName });
      return inlinePolicy(
        account,
        { arn: Arn, holder, PolicyName, PolicyDocument },
        {
          operation: 'iam:PutRolePolicy',
          put: ({ iam }, text) =>
            iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: text })),
          remove: ({ iam }) => iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })),
        },
      );
    });
    return [trust, ...(await Promise.all(inline))];
  });
  return (await Promise.all(held)).flat();
}

/** The inline policies of the users of an account. */
export async function userPolicies(
  { account, read }: LabReader,
  names: Names,
): Promise<readonly HeldPolicy[]> {
  const users = await wholeIamList(
    (Marker) => read('iam', 'ListUsers', { Marker }),
    (page) => page.Users,
  );
  const held = users.map(async ({ UserName = '', Arn = '' }) => {
    const policies = await wholeIamList(
      (Marker) => read('iam', 'ListUserPolicies', { UserName, Marker }),
      (page) => page.PolicyNames,
    );
    const inline = policies.map(async (PolicyName) => {
      const { PolicyDocument } = await read('iam', 'GetUserPolicy', { UserName, PolicyName });
      const holder = names(Arn) ?? `the user ${UserName}`;
      return inlinePolicy(
        account,
        { arn: Arn, holder, PolicyName, PolicyDocument },
        {
          operation: 'iam:PutUserPolicy',
          put: ({ iam }, text) =>
            iam.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument: text })),
          remove: ({ iam }) => iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName })),
        },
      );
    });
    return Promise.all(inline);
  });
  return (await Promise.all(held)).flat();
}

/** The inline policies of the groups of an account. */
export async function groupPolicies({ account, read }: LabReader): Promise<readonly HeldPolicy[]> {
  const groups = await wholeIamList(
    (Marker) => read('iam', 'ListGroups', { Marker }),
    (page) => page.Groups,
  );
  const held = groups.map(async ({ GroupName = '', Arn = '' }) => {
    const policies = await wholeIamList(
      (Marker) => read('iam', 'ListGroupPolicies', { GroupName, Marker }),
      (page) => page.PolicyNames,
    );
    const inline = policies.map(async (PolicyName) => {
      const { PolicyDocument } = await read('iam', 'GetGroupPolicy', { GroupName, PolicyName });
      const holder = `the group ${GroupName}`;
      return inlinePolicy(
        account,
        { arn: Arn, holder, PolicyName, PolicyDocument },
        {
          operation: 'iam:PutGroupPolicy',
          put: ({ iam }, text) =>
            iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName, PolicyDocument: text })),
          remove: ({ iam }) => iam.send(new DeleteGroupPolicyCommand({ GroupName, PolicyName })),
        },
      );
    });
    return Promise.all(inline);
  });
  return (await Promise.all(held)).flat();
}

/** The managed policies of an account's own, in their default versions; permissions boundaries are among them. */
export async function managedPolicies({ account, read }: LabReader): Promise<readonly HeldPolicy[]> {
  const policies = await wholeIamList(
    (Marker) => read('iam', 'ListPolicies', { Scope: 'Local', Marker }),
    (page) => page.Policies,
  );
  return Promise.all(
    policies.map(async ({ PolicyName = '', Arn: PolicyArn = '', DefaultVersionId: VersionId }) => {
      const { PolicyVersion } = await read('iam', 'GetPolicyVersion', { PolicyArn, VersionId });
      return {
        key: `managed ${account} ${PolicyName.toLowerCase()}`,
        title: `the managed policy "${PolicyName}"`,
        kind: 'identity',
        account,
        text: decoded(PolicyVersion?.Document),
        setting: {
          by: 'request',
          operation: 'iam:CreatePolicyVersion',
          put: ({ iam }, PolicyDocument) =>
            iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true })),
          prepare: (clients) => makeRoom(clients, PolicyArn),
          mends: ({ code, message = '' }) => code === 'LimitExceeded' && message.includes('versions'),
        },
      } satisfies HeldPolicy;
    }),
  );
}

/** The most versions that IAM keeps of a managed policy. Source: IAM user guide, "IAM and AWS STS quotas". */
const MOST_VERSIONS = 5;

/** Deletes the oldest version that is not the default one, if IAM keeps no more of them. */
async function makeRoom({ iam }: Clients, PolicyArn: string): Promise<void> {
  const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  if (Versions.length < MOST_VERSIONS) return;
  const number = ({ VersionId = '' }: PolicyVersion) => Number(VersionId.replace('v', ''));
  const [oldest] = Versions.filter(({ IsDefaultVersion }) => IsDefaultVersion !== true).toSorted(
    (one, other) => number(one) - number(other),
  );
  if (oldest?.VersionId !== undefined)
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: oldest.VersionId }));
}

interface Inline {
  readonly arn: string;
  /** The user, role or group in words. */
  readonly holder: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string | undefined;
}

function inlinePolicy(
  account: string,
  { arn, holder, PolicyName, PolicyDocument }: Inline,
  setting: Omit<Extract<Setting, { by: 'request' }>, 'by'>,
): HeldPolicy {
  return {
    key: `inline ${arn} ${PolicyName}`,
    title: `the inline policy "${PolicyName}" of ${holder}`,
    kind: 'identity',
    account,
    text: decoded(PolicyDocument),
    setting: { by: 'request', ...setting },
  };
}

/** IAM gives documents percent-encoded (RFC 3986). */
function decoded(document: string | undefined): string | undefined {
  return document === undefined ? undefined : decodeURIComponent(document);
}
