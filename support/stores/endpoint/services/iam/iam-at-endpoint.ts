import { IAMClient } from '@aws-sdk/client-iam';
import { type EndpointService, nameIn } from '../endpoint-service.ts';
import { removeGroup, removeInstanceProfile, removeRole, removeUser } from './remove-identity.ts';
import { undoableIamWrite } from './undoable-iam-writes.ts';

/** AWS IAM at an endpoint. */
export const iamAtEndpoint: EndpointService = {
  client: (settings) => new IAMClient(settings),
  made: {
    CreateUser: ({ input, account }, _output, ask) => {
      const UserName = nameIn(input, 'UserName');
      return [`user ${account} ${UserName}`, () => removeUser(ask, UserName)];
    },
    CreateRole: ({ input, account }, _output, ask) => {
      const RoleName = nameIn(input, 'RoleName');
      return [`role ${account} ${RoleName}`, () => removeRole(ask, RoleName)];
    },
    CreateGroup: ({ input, account }, _output, ask) => {
      const GroupName = nameIn(input, 'GroupName');
      return [`group ${account} ${GroupName}`, () => removeGroup(ask, GroupName)];
    },
    CreateInstanceProfile: ({ input, account }, _output, ask) => {
      const InstanceProfileName = nameIn(input, 'InstanceProfileName');
      const remove = () => removeInstanceProfile(ask, InstanceProfileName);
      return [`instance profile ${account} ${InstanceProfileName}`, remove];
    },
    CreateOpenIDConnectProvider: (_, output, ask) => {
      const OpenIDConnectProviderArn = nameIn(output, 'OpenIDConnectProviderArn');
      const remove = () => ask('iam', 'DeleteOpenIDConnectProvider', { OpenIDConnectProviderArn });
      return [`provider ${OpenIDConnectProviderArn}`, remove];
    },
    CreatePolicy: (_, output, ask) => {
      const PolicyArn = nameIn(Object(Reflect.get(output, 'Policy')), 'Arn');
      return [`policy ${PolicyArn}`, () => ask('iam', 'DeletePolicy', { PolicyArn })];
    },
  },
  gone: ({ operation, input, account }) => {
    if (operation === 'DeleteUser') return `user ${account} ${nameIn(input, 'UserName')}`;
    if (operation === 'DeleteGroup') return `group ${account} ${nameIn(input, 'GroupName')}`;
    if (operation === 'DeleteInstanceProfile')
      return `instance profile ${account} ${nameIn(input, 'InstanceProfileName')}`;
    return operation === 'DeleteRole' ? `role ${account} ${nameIn(input, 'RoleName')}` : undefined;
  },
  undoable: undoableIamWrite,
};
