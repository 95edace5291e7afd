import { documents, iamValues } from './iam.ts';
import type { MemberValues } from './member-values.ts';

/** For tests: what STS's members are given. */
export const stsValues: MemberValues = {
  RoleArn: [
    undefined,
    '',
    'nonsense',
    'arn:aws:iam::{account}:role/absent-{c}',
    'arn:aws:iam::{other}:role/{role}',
    '{closedRoleArn}',
  ],
  RoleSessionName: [undefined, '', 'a', 'a b', 'x'.repeat(65)],
  PolicyArns: [
    [],
    [{ arn: '{policyArn}' }],
    [{ arn: 'nonsense' }],
    [{ arn: 'arn:aws:iam::{account}:policy/absent-{c}' }],
    Array.from({ length: 11 }, () => ({ arn: '{policyArn}' })),
  ],
  WebIdentityToken: [undefined, 'abc', 'nonsense-nonsense', 'e30.e30.e30'],
  ProviderId: ['graph.facebook.com', 'a'],
  Policy: [...documents, 'x'.repeat(2049)],
  DurationSeconds: [899, 900, 3600, 3601, 43_200, 43_201, 129_601],
  Tags: iamValues.Tags?.slice(1) ?? [],
  TransitiveTagKeys: [[], ['a'], ['aws:a']],
  ExternalId: ['a', '12', 'a b', 'x'.repeat(1225)],
  SerialNumber: ['arn:aws:iam::{account}:mfa/absent', 'nonsense'],
  TokenCode: ['123456', 'nonsense'],
  SourceIdentity: ['someone', 'a', 'a b', 'aws:x'],
  ProvidedContexts: [[], [{ ProviderArn: 'nonsense', ContextAssertion: 'nonsense' }]],
  MinimumSessionTokenSize: [0, 1, 4096],
  AccessKeyId: [undefined, '', 'nonsense', 'AKIAIOSFODNN7EXAMPLE', '{userAccessKeyId}'],
};
