import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { policyOf, trustsLambda, twoAccounts, WrittenScenario } from '../testing/written-scenario.ts';
import { unusedDocuments } from './unused-documents.ts';

const scenario = new WrittenScenario();

const template = (role: string) => `Resources:
  Reader:
    Type: AWS::IAM::Role
    Properties:
      RoleName: ${role}
      AssumeRolePolicyDocument: ${JSON.stringify(JSON.parse(trustsLambda))}
  Reports:
    Type: AWS::S3::Bucket
    Properties: { BucketName: acme-reports, AccessControl: PublicRead }
`;

const from = `${twoAccounts}from: { cloudformation: ../infrastructure/reports.yaml, account: data }\n`;

describe('a scenario with the member from', () => {
  test('has what its source describes, each time that it is loaded', () => {
    scenario.write({ 'infrastructure/reports.yaml': template('reader'), 'own/scenario.yaml': from });
    expect(scenario.load().document.roles.reader).toMatchObject({ account: 'data', roleName: 'reader' });
    scenario.write({ 'infrastructure/reports.yaml': template('other') });
    const { document, policies } = scenario.load();
    expect(document.roles.reader).toMatchObject({ roleName: 'other' });
    expect(document.buckets.reports).toMatchObject({ bucketName: 'acme-reports' });
    expect([...policies.keys()]).toEqual(['imported/reader-trust.json']);
  });

  test('has all kinds of things that its source describes', () => {
    const trust = JSON.stringify(JSON.parse(trustsLambda));
    scenario.write({
      'own/scenario.yaml': `${twoAccounts}from: { cloudformation: all.yaml, account: data }\n`,
      'own/all.yaml': `Resources:
  Reader: { Type: AWS::IAM::Role, Properties: { RoleName: reader, AssumeRolePolicyDocument: ${trust} } }
  Clerk: { Type: AWS::IAM::User, Properties: { UserName: clerk } }
  Clerks: { Type: AWS::IAM::Group, Properties: { GroupName: clerks } }
  Main: { Type: AWS::KMS::Key, Properties: { Description: main } }
  Reports: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-reports } }
  Desk: { Type: AWS::S3::AccessPoint, Properties: { Name: desk, Bucket: !Ref Reports } }
  Password: { Type: AWS::SecretsManager::Secret, Properties: { Name: password } }
  Entries:
    Type: AWS::DynamoDB::Table
    Properties:
      TableName: entries
      BillingMode: PAY_PER_REQUEST
      AttributeDefinitions: [{ AttributeName: id, AttributeType: S }]
      KeySchema: [{ AttributeName: id, KeyType: HASH }]
`,
    });
    const { document, imported } = scenario.load();
    const { roles, users, groups, keys, buckets, accessPoints, secrets, tables } = document;
    const found = { roles, users, groups, keys, buckets, accessPoints, secrets, tables };
    const names = Object.values(found).flatMap(Object.keys);
    expect(names).toEqual(['reader', 'clerk', 'clerks', 'main', 'reports', 'desk', 'password', 'entries']);
    expect(imported?.things.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  });

  test('warns of what its source says and keyhole does not understand', () => {
    scenario.write({ 'infrastructure/reports.yaml': template('reader'), 'own/scenario.yaml': from });
    expect(scenario.load().warnings).toEqual([
      expect.stringMatching(
        /infrastructure\/reports\.yaml:9: Reports, Properties\.AccessControl: keyhole does not take the ACL PublicRead over; what it allows is denied here$/,
      ),
    ]);
  });

  test.each([
    ['nothing else says', '', 1],
    ['scenario.yaml gives another member alone', 'roles: { etl: { tags: { a: b } } }\n', 1],
    ['scenario.yaml has', 'roles: { etl: { policies: { own: own.json } } }\n', 0],
    ['scenario.yaml says to be none', 'roles: { etl: { policies: {} } }\n', 0],
  ])('warns of a role without policies, whose policies %s', (_, own, count) => {
    const named = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { AWS: 'arn:aws:iam::222222222222:role/etl' },
          Action: 'sts:AssumeRole',
        },
      ],
    });
    scenario.write({
      'infrastructure/reports.yaml': `Resources:
  Reader:
    Type: AWS::IAM::Role
    Properties: { RoleName: reader, AssumeRolePolicyDocument: ${named} }
`,
      'own/scenario.yaml': `${from}${own}`,
      'own/own.json': JSON.stringify({
        Version: '2012-10-17',
        Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }],
      }),
    });
    const warnings = scenario.load().warnings.filter((warning) => warning.includes('no policies here'));
    expect(warnings).toHaveLength(count);
  });

  test('says more about the things of its source, and has things of its own', () => {
    scenario.write({
      'infrastructure/reports.yaml': template('reader'),
      'own/scenario.yaml': `${from}users: { ann: { account: data } }\nroles: { reader: { assumedBy: { user: ann } } }\n`,
    });
    const { users, roles } = scenario.load().document;
    expect(Object.keys(users)).toEqual(['ann']);
    expect(roles.reader).toMatchObject({ roleName: 'reader', assumedBy: { user: 'ann' } });
  });

  test('takes a source in its own folder for no policy document', () => {
    const json = JSON.stringify({ Resources: { Data: { Type: 'AWS::S3::Bucket' } } });
    scenario.write({
      'own/template.json': json,
      'own/scenario.yaml': `${twoAccounts}from: [{ cloudformation: template.json, account: data }]\n`,
    });
    expect(Object.keys(scenario.load().document.buckets)).toEqual(['data']);
  });

  test('takes a plan of Terraform, with the accounts of its providers', () => {
    const plan = readFileSync('support/import/testing/plans/write-only.json', 'utf8');
    scenario.write({
      'infrastructure/plan.json': plan,
      'own/scenario.yaml': `${twoAccounts}from: { terraform: ../infrastructure/plan.json, accounts: { data: default, partner: security } }\n`,
    });
    const { document } = scenario.load();
    expect(document.keys.shared).toMatchObject({ account: 'partner' });
    expect(document.buckets.intake).toMatchObject({ account: 'data', encryption: '{{keys.shared.arn}}' });
  });

  describe('whose policies name an account that the scenario does not have', () => {
    const OUTSIDE = { AWS: ['arn:aws:iam::444444444444:root', 'arn:aws:iam::444444444444:role/ci'] };
    const naming = `Resources:
  Reports:
    Type: AWS::S3::Bucket
    Properties: { BucketName: acme-reports }
  ReportsPolicy:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: acme-reports
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - { Effect: Allow, Principal: "*", Action: s3:GetObject, Resource: "arn:aws:s3:::acme-reports/public/*" }
          - { Effect: Allow, Principal: ${JSON.stringify(OUTSIDE)}, Action: s3:GetObject, Resource: "arn:aws:s3:::acme-reports/*" }
  Reader:
    Type: AWS::IAM::Role
    Properties:
      RoleName: reader
      Policies:
        - PolicyName: none
          PolicyDocument: { Version: "2012-10-17", Statement: { Effect: Deny, Action: s3:GetObject, Resource: "*" } }
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement: { Effect: Allow, Principal: ${JSON.stringify(OUTSIDE)}, Action: "sts:AssumeRole" }
`;
    const write = (more: string, files = {}) =>
      scenario.write({
        'infrastructure/reports.yaml': naming,
        'own/scenario.yaml': `${from}${more}`,
        ...files,
      });

    test('warns once, with the line of the source', () => {
      write('');
      expect(scenario.load().warnings).toEqual([
        expect.stringMatching(
          /infrastructure\/reports\.yaml:23: Reader: "arn:aws:iam::444444444444:\S+" is of the account 444444444444, which/,
        ),
      ]);
    });

    test('does not warn of a document in whose place scenario.yaml has its own', () => {
      write('roles: { reader: { trust: own.json } }\nbuckets: { reports: { policy: none.json } }\n', {
        'own/own.json': trustsLambda,
        'own/none.json': policyOf({
          ...{
            Effect: 'Deny',
            Principal: '*',
            Action: 's3:GetObject',
            Resource: 'arn:aws:s3:::acme-reports/*',
          },
        }),
      });
      const loaded = scenario.load();
      expect(loaded.warnings).toEqual([]);
      expect(unusedDocuments(loaded, [])).toEqual([]);
    });
  });

  test.each<[string, string, RegExp]>([
    [
      'a source that does not exist',
      'cloudformation: ../none.yaml, account: data',
      /unreadable-file: .*none\.yaml cannot be read/,
    ],
    [
      'no account, where there are two',
      'cloudformation: ../infrastructure/reports.yaml',
      /unknown-name: .*reports\.yaml is of an unknown account/,
    ],
    [
      'an absolute path',
      'cloudformation: /etc/reports.yaml, account: data',
      /invalid-document: .*must be a path relative to this file/,
    ],
    ['a misspelt member', 'cloudformaton: a.yaml', /invalid-document: .*from/],
  ])('with %s is refused', (_, source, message) => {
    scenario.write({
      'infrastructure/reports.yaml': template('reader'),
      'own/scenario.yaml': `${twoAccounts}from: { ${source} }\n`,
    });
    expect(scenario.fault()).toMatch(message);
  });
});
