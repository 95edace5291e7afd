import { describe, expect, test } from '@jest/globals';
import { allowing, trustsLambda, twoAccounts, WrittenScenario } from '../testing/written-scenario.ts';
import { unusedDocuments } from './unused-documents.ts';

const written = new WrittenScenario();

/** Writes a scenario with one role that has some members besides, and further files. */
function write(members: string, files: Readonly<Record<string, string>> = {}): void {
  const yaml = `${twoAccounts}roles:
  reader:
    account: data
    trust: ../iam/trust.json
    assumedBy: { service: lambda.amazonaws.com }
    ${members}
`;
  written.write({ 'own/scenario.yaml': yaml, 'iam/trust.json': trustsLambda, ...files });
}

const reading = allowing('s3:GetObject');
const listing = allowing('s3:ListBucket');

describe('policy documents', () => {
  test('lie anywhere in the folder of the scenario, or beside it', () => {
    write('policies: { Read: ../iam/read.json, List: deep/er/List.json }', {
      'iam/read.json': reading,
      'own/deep/er/List.json': listing,
    });
    expect(Object.fromEntries(written.load().policies)).toEqual({
      '../iam/trust.json': trustsLambda,
      '../iam/read.json': reading,
      'deep/er/List.json': listing,
    });
  });

  test('in a list are named by their files', () => {
    write('policies: [../iam/read.json, ./List.json]', {
      'iam/read.json': reading,
      'own/List.json': listing,
    });
    expect(written.load().document.roles.reader?.policies).toEqual({
      read: '../iam/read.json',
      List: 'List.json',
    });
  });

  test('may be managed policies, of AWS too', () => {
    write('managedPolicies: [../iam/read.json, arn:aws:iam::aws:policy/job-function/ViewOnlyAccess]', {
      'iam/read.json': reading,
    });
    expect(written.load().document.roles.reader?.managedPolicies).toEqual({
      read: '../iam/read.json',
      ViewOnlyAccess: 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess',
    });
  });

  test.each([
    [
      'a path that leads nowhere',
      'policies: [../iam/raed.json]',
      /^invalid-document: .*own\/scenario\.yaml:9:16: roles\.reader\.policies\.0: the file \.\.\/iam\/raed\.json does not exist; did you mean "\.\.\/iam\/read\.json"\?/,
    ],
    [
      'a path that leads nowhere, in each place',
      'policies: { Read: own.json, List: ./lst.json }\n    boundary: lst.json\ndocuments: [lst.json]',
      /:9:39: roles\.reader\.policies\.List: the file lst\.json does not exist; .*\n.*:10:15: roles\.reader\.boundary: the file lst\.json .*\n.*:11:13: documents\.0: the file lst\.json does not exist/,
    ],
    [
      'a folder',
      'policies: [../iam]',
      /:9:16: roles\.reader\.policies\.0: must be the path of a JSON file relative to this file/,
    ],
    [
      'two documents of one name',
      'policies: [../iam/read.json, read.json]',
      /:9:34: roles\.reader\.policies\.1: \.\.\/iam\/read\.json and read\.json are both named "read": name them/,
    ],
    [
      'a document whose name IAM does not take',
      'policies: ["../iam/read (1).json"]',
      /roles\.reader\.policies\.0: a policy cannot be named "read \(1\)": name it, as in/,
    ],
    [
      'an AWS managed policy among the inline ones',
      'policies: [arn:aws:iam::aws:policy/ReadOnlyAccess]',
      /roles\.reader\.policies\.0: an AWS managed policy stands in managedPolicies/,
    ],
    [
      'a managed policy of an account',
      'managedPolicies: [arn:aws:iam::111111111111:policy/read]',
      /roles\.reader\.managedPolicies\.0: must be the ARN of an AWS managed policy, .*; one's own is the path of its document/,
    ],
    [
      'a policy that AWS does not have',
      'managedPolicies: [arn:aws:iam::aws:policy/ReadOnlyAcces]',
      /roles\.reader\.managedPolicies\.0: AWS has no such managed policy; did you mean "arn:aws:iam::aws:policy\/ReadOnlyAccess"\?/,
    ],
    [
      'a policy of AWS without its path',
      'managedPolicies: [arn:aws:iam::aws:policy/ViewOnlyAccess]',
      /did you mean "arn:aws:iam::aws:policy\/job-function\/ViewOnlyAccess"\?/,
    ],
    [
      'two managed policies of one name in one account',
      'managedPolicies: { team: ../iam/read.json }\nusers: { ann: { account: data, managedPolicies: { Team: own.json } } }',
      /roles\.reader\.managedPolicies\.team: the account data has two managed policies "team", own\.json and \.\.\/iam\/read\.json: give one another name/,
    ],
    [
      'a document that is no policy',
      'policies: [../iam/broken.json]',
      /^invalid-policy: .*iam\/broken\.json:1:\d+: this is not an identity-based policy: /,
    ],
  ])('%s is refused with what to do', (_, members, message) => {
    write(members, {
      'iam/read.json': reading,
      'iam/broken.json': '{ "Statement": }',
      'own/read.json': reading,
      'own/own.json': listing,
    });
    expect(written.fault()).toMatch(message);
  });

  test('that nothing uses are warned of, by file', () => {
    write('policies: {}\ndocuments: [../iam/kept.json]', {
      'iam/kept.json': reading,
      'own/variants/What if.json': reading,
      'own/forgotten.json': reading,
    });
    const features = ['Given the policy of the bucket is "what if"'];
    expect(unusedDocuments(written.load(), features)).toEqual([
      expect.stringMatching(
        /own\/forgotten\.json is used by nothing: scenario\.yaml and the features do not name it$/,
      ),
    ]);
  });
});
