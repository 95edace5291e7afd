import { requestsOf, type State, type Subject, subjectsOf } from '../request.ts';
import { createRole, policy } from './iam-identities.ts';

const ask = requestsOf('iam');
const RoleName = '{role}';
const PolicyArn = '{policyArn}';
const allowing = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}';
const trusting =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}';

/** A role with a managed policy and a boundary. */
const bounded: State = {
  steps: [
    policy,
    createRole,
    ask('AttachRolePolicy', { RoleName, PolicyArn }),
    ask('PutRolePermissionsBoundary', { RoleName, PermissionsBoundary: PolicyArn }),
  ],
  reads: [],
  renew: [],
};
const of = subjectsOf('iam', bounded);
const PolicySourceArn = '{roleArn}';
const sources = [
  undefined,
  'nonsense',
  'arn:aws:iam::{account}:user/absent-{c}',
  'arn:aws:iam::{other}:role/{role}',
];
const documents = [[], ['nonsense'], [allowing], [trusting]];
const simulated = {
  ActionNames: [undefined, ['s3:GetObject', 'ec2:RunInstances'], ['nonsense']],
  ResourceArns: [['*'], ['arn:aws:s3:::bucket/key'], ['nonsense']],
  PermissionsBoundaryPolicyInputList: documents,
  ResourcePolicy: [trusting, 'nonsense'],
  ResourceOwner: ['{other}', 'nonsense'],
  CallerArn: ['{roleArn}', 'arn:aws:iam::{other}:user/stranger', 'nonsense'],
  ContextEntries: [
    [{ ContextKeyName: 'aws:SourceIp', ContextKeyValues: ['203.0.113.1'], ContextKeyType: 'ip' }],
  ],
  ResourceHandlingOption: ['EC2-VPC-EBS'],
  MaxItems: [0, 1],
  Marker: ['nonsense'],
};

/** For tests: how IAM is asked for simulations and for the whole of an account. */
export const iamSimulation: readonly Subject[] = [
  of(
    'SimulatePrincipalPolicy',
    { PolicySourceArn, ActionNames: ['s3:GetObject', 'kms:Decrypt'] },
    {
      vary: {
        ...simulated,
        PolicySourceArn: sources,
        PolicyInputList: documents,
        PolicyExclusionList: [[{ PolicyArn }]],
      },
    },
  ),
  of(
    'SimulateCustomPolicy',
    { PolicyInputList: [allowing], ActionNames: ['s3:GetObject', 'kms:Decrypt'] },
    {
      vary: {
        ...simulated,
        PolicyInputList: documents,
        OrderedOrganizationPolicyInputList: [
          [{ ServiceControlPolicyInputList: [allowing] }, { ServiceControlPolicyInputList: [] }],
        ],
      },
    },
  ),
  of(
    'GetContextKeysForCustomPolicy',
    { PolicyInputList: [allowing] },
    { vary: { PolicyInputList: documents } },
  ),
  of(
    'GetContextKeysForPrincipalPolicy',
    { PolicySourceArn },
    { vary: { PolicySourceArn: sources, PolicyInputList: documents } },
  ),
  of(
    'GetAccountAuthorizationDetails',
    { Filter: ['User', 'Role'] },
    {
      alone: true,
      vary: {
        Filter: [['User'], ['Role'], ['Nonsense']],
        MaxItems: [0, 1],
        Marker: ['nonsense'],
      },
    },
  ),
];
