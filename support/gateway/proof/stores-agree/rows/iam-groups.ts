import { requestsOf, type State, type Subject, subjectsOf } from '../request.ts';
import { document } from './iam-identities.ts';

const ask = requestsOf('iam');
const UserName = '{user}';
const GroupName = '{group}';
const createUser = ask('CreateUser', { UserName });
const createGroup = ask('CreateGroup', { GroupName });

/** A group with a user, and another group. */
const group: State = {
  steps: [
    createGroup,
    ask('CreateGroup', { GroupName: '{otherGroup}' }),
    createUser,
    ask('AddUserToGroup', { GroupName, UserName }),
  ],
  reads: [ask('GetGroup', { GroupName })],
  renew: [],
};
const ofGroup = subjectsOf('iam', group);

/** For tests: how IAM is asked about groups. */
export const iamGroups: readonly Subject[] = [
  ofGroup(
    'CreateGroup',
    { GroupName: 'made-{c}' },
    {
      reads: [],
      also: { 'one that is there': { input: { GroupName } } },
      vary: { GroupName: [undefined, '', 'a b', 'a/b', 'x'.repeat(129), '{GROUP}'] },
    },
  ),
  ofGroup('GetGroup', { GroupName }),
  ofGroup('ListGroups', {}, { alone: true }),
  ofGroup('ListGroupsForUser', { UserName }),
  ofGroup('UpdateGroup', { GroupName, NewPath: '/new/' }, { renew: undefined }),
  ofGroup(
    'DeleteGroup',
    { GroupName: '{otherGroup}' },
    {
      reads: [ask('GetGroup', { GroupName: '{otherGroup}' })],
      renew: undefined,
      also: {
        'with a user': { input: { GroupName } },
        'with a policy': {
          after: [
            ask('PutGroupPolicy', { GroupName: '{otherGroup}', PolicyName: 'own', PolicyDocument: document }),
          ],
        },
      },
    },
  ),
  ofGroup(
    'AddUserToGroup',
    { GroupName: '{otherGroup}', UserName },
    {
      reads: [ask('ListGroupsForUser', { UserName })],
      also: {
        'the eleventh': {
          after: Array.from({ length: 9 }, (_, at) => `many-{n}-${at}`).flatMap((name) => [
            ask('CreateGroup', { GroupName: name }),
            ask('AddUserToGroup', { GroupName: name, UserName }),
          ]),
        },
      },
    },
  ),
  ofGroup(
    'RemoveUserFromGroup',
    { GroupName, UserName },
    {
      reads: [ask('ListGroupsForUser', { UserName })],
      renew: [ask('AddUserToGroup', { GroupName, UserName })],
    },
  ),
];
