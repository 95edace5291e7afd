import {
  type EvaluationResult,
  SimulateCustomPolicyCommand,
  type SimulateCustomPolicyCommandInput,
} from '@aws-sdk/client-iam';
import { describe, expect, test } from '@jest/globals';
import { account } from '../../../../aws/testing/accounts.ts';
import { labOfEachTest } from '../../../testing/lab-of-each-test.ts';
import {
  allow,
  answerOf,
  deny,
  documentOf,
  type StatementText,
  to,
} from '../../../testing/lab-under-test.ts';

const object = 'arn:aws:s3:::reports/q1.csv';
const key = `arn:aws:kms:eu-west-1:${account}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const user = `arn:aws:iam::${account}:user/alice`;
const lab = labOfEachTest();

async function custom(input: Partial<SimulateCustomPolicyCommandInput>): Promise<EvaluationResult[]> {
  const usual = { PolicyInputList: [documentOf(allow('s3:GetObject'))], ActionNames: ['s3:GetObject'] };
  const answer = await lab.as(account).iam.send(new SimulateCustomPolicyCommand({ ...usual, ...input }));
  return answer.EvaluationResults ?? [];
}

const decisions = (results: readonly EvaluationResult[]) => results.map((one) => one.EvalDecision);

/** The resources that a launch of an instance names, each of its type. */
const launched = (...more: readonly string[]) =>
  ['instance', 'image', 'security-group', ...more].map(
    (type) => `arn:aws:ec2:eu-west-1:${account}:${type}/a`,
  );

describe('An action that keyhole does not know', () => {
  const byRegion = (StringEquals: object) => allow('ec2:RunInstances', '*', { Condition: { StringEquals } });
  const given = [
    { ContextKeyName: 'ec2:Region', ContextKeyValues: ['eu-west-1'], ContextKeyType: 'string' as const },
  ];
  const run = { ActionNames: ['ec2:RunInstances'], ResourceArns: launched() };
  test.each<[string, Partial<SimulateCustomPolicyCommandInput>, string]>([
    ['of a service that no policy names', { ActionNames: ['made-up:Anything'] }, 'implicitDeny'],
    [
      'of a served service, by patterns',
      { PolicyInputList: [documentOf(allow('s3:*'))], ActionNames: ['s3:GetSomethingNew'] },
      'allowed',
    ],
    [
      'that a pattern denies',
      {
        PolicyInputList: [documentOf(allow('*'), deny('s3:GetSome*'))],
        ActionNames: ['s3:GetSomethingNew'],
      },
      'explicitDeny',
    ],
    [
      'on a value that is given',
      {
        ...run,
        PolicyInputList: [documentOf(byRegion({ 'ec2:Region': 'eu-west-1' }))],
        ContextEntries: given,
      },
      'allowed',
    ],
    [
      'on a value that is not given',
      { ...run, PolicyInputList: [documentOf(byRegion({ 'ec2:Region': 'eu-west-1' }))] },
      'implicitDeny',
    ],
  ])('is decided if it is one %s', async (_, input, decision) => {
    expect(decisions(await custom(input))).toEqual([decision]);
  });
});

describe('The resources of a simulation', () => {
  test('of a scenario of Amazon EC2 are allowed if each of them is', async () => {
    const ResourceArns = launched('network-interface', 'volume');
    const simulated = (...statements: readonly StatementText[]) =>
      custom({
        PolicyInputList: [documentOf(allow('ec2:RunInstances'), ...statements)],
        ActionNames: ['ec2:RunInstances'],
        ResourceHandlingOption: 'EC2-VPC-EBS',
        ResourceArns,
      });
    const [result] = await simulated();
    expect(result?.EvalDecision).toBe('allowed');
    expect(result?.ResourceSpecificResults?.map((one) => one.EvalResourceName)).toEqual(ResourceArns);
    expect(decisions(await simulated(deny('ec2:*', 'arn:aws:ec2:*:*:volume/*')))).toEqual(['explicitDeny']);
  });

  test.each<[string, Partial<SimulateCustomPolicyCommandInput>, RegExp]>([
    [
      'a scenario of Amazon EC2 without its volume',
      { ResourceHandlingOption: 'EC2-VPC-EBS', ResourceArns: launched('network-interface') },
      /^400 InvalidInput.*EC2-VPC-EBS requires resources of these types: volume\.$/,
    ],
    [
      'a scenario without resources',
      { ResourceHandlingOption: 'EC2-VPC-InstanceStore-Subnet' },
      /^400 InvalidInput.*: instance, image, security-group, network-interface, subnet\.$/,
    ],
    ['a scenario that is none', { ResourceHandlingOption: 'EC2-Classic' }, /^400 InvalidInput/],
    [
      'a policy of resources of several services',
      {
        CallerArn: user,
        ResourceArns: [object, key],
        ResourcePolicy: documentOf(allow('s3:*', '*', to(user))),
      },
      /^400 InvalidInput.*ResourcePolicy/,
    ],
  ])('%s are refused', async (_, input, answer) => {
    expect(await answerOf(custom(input))).toMatch(answer);
  });
});
