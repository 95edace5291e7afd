import { expect, test } from '@jest/globals';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { decisionsOf } from '../testing/decisions-of.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const document = (rest: string) => `{ Version: "2012-10-17", Statement: [${rest}] }`;
const allow = (principal: string) =>
  `{ Effect: Allow, Principal: ${principal}, Action: "s3:GetObject", Resource: "arn:aws:s3:::acme-site/*" }`;

const TEMPLATE = `Resources:
  Identity: { Type: AWS::CloudFront::CloudFrontOriginAccessIdentity }
  Login: { Type: AWS::IAM::SAMLProvider, Properties: { Name: login } }
  Cluster: { Type: AWS::EKS::Cluster }
  Pods: { Type: AWS::IAM::OIDCProvider, Properties: { Url: !GetAtt Cluster.OpenIdConnectIssuerUrl, ClientIdList: [sts.amazonaws.com] } }
  Site: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-site } }
  Public:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Site
      PolicyDocument: ${document(
        [
          allow('{ CanonicalUser: !GetAtt Identity.S3CanonicalUserId }'),
          allow('{ AWS: !Sub "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${Identity}" }'),
        ].join(', '),
      )}
  Person:
    Type: AWS::IAM::Role
    Properties:
      RoleName: person
      AssumeRolePolicyDocument: ${document('{ Effect: Allow, Principal: { Federated: !Ref Login }, Action: "sts:AssumeRoleWithSAML" }')}
  Pod:
    Type: AWS::IAM::Role
    Properties:
      RoleName: pod
      AssumeRolePolicyDocument: !Sub
        - '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"\${Pods.Arn}"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringEquals":{"\${Issuer}:sub":"system:serviceaccount:a:b"}}}]}'
        - { Issuer: !Select [1, !Split ["//", !GetAtt Cluster.OpenIdConnectIssuerUrl]] }
      Policies: [{ PolicyName: read, PolicyDocument: ${document('{ Effect: Allow, Action: "s3:GetObject", Resource: "*" }')} }]
`;

test('A site behind CloudFront, a login by SAML and a pod of EKS are taken with ids of the right form', async () => {
  using _folder = inFolder({ 't.yaml': TEMPLATE });
  const args = ['t.yaml', '--account', 'data=222222222222', '--out', 'out'];
  expect(await keyholeHere('import', 'cloudformation', ...args)).toMatchObject({ exitCode: 0, stderr: '' });
  expect(gapsIn('out')).toEqual([
    expect.stringContaining('keyhole does not know the type AWS::IAM::SAMLProvider'),
  ]);
  const asked = ['the pod role | s3:GetObject | site/a', 'anonymous | s3:GetObject | site/a'];
  expect(await decisionsOf('.', 'out', asked)).toEqual({
    [asked[0] ?? '']: 'allowed',
    [asked[1] ?? '']: 'denied',
  });
});
