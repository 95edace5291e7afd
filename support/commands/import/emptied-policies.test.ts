import { expect, test } from '@jest/globals';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { decisionsOf } from '../testing/decisions-of.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';
import { type PlannedResource, terraformPlan } from '../testing/terraform-plan.ts';

const ARN = 'arn:aws:iam::222222222222:policy/guard';
const FULL = 'arn:aws:iam::aws:policy/AmazonS3FullAccess';
const KEY = 'aaaaaaaa-2222-4333-8444-555555555555';
const READ = 'the ann user | s3:GetObject | data/a';
const DECRYPT = 'the ann user | kms:Decrypt | the main key';
const THROUGH = `${READ} | through:gate`;

/** A policy that only allows, on a resource that is known after apply: no statement of it is left. */
const open: PlannedResource = {
  ...{ type: 'aws_iam_policy_document', mode: 'data' },
  values: { statement: [{ effect: 'Allow', actions: ['s3:GetObject'] }] },
  unknown: { json: true, statement: [{ resources: true }] },
};

/** A resource with that policy. */
function emptied(
  type: string,
  values: Readonly<Record<string, unknown>>,
  policy = 'policy',
): PlannedResource {
  const references = {
    [policy]: ['data.aws_iam_policy_document.open.json', 'data.aws_iam_policy_document.open'],
  };
  return { type, values, references, unknown: { [policy]: true } };
}

const user = (values: object) => ({ type: 'aws_iam_user', values: { name: 'ann', ...values } });
const data = { type: 'aws_s3_bucket', values: { bucket: 'acme-data', id: 'acme-data' } };
const endpoint = { id: 'vpce-1a2b3c4d', vpc_id: 'vpc-1a2b3c4d', service_name: 'com.amazonaws.eu-west-1.s3' };
const keys = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'kms:*', Resource: '*' }],
});
const usesKeys = { type: 'aws_iam_user_policy', values: { user: 'ann', name: 'keys', policy: keys } };
const attached = { type: 'aws_iam_user_policy_attachment', values: { user: 'ann', policy_arn: ARN } };
const guard = emptied('aws_iam_policy', { name: 'guard', arn: ARN });
const group = {
  staff: { type: 'aws_iam_group', values: { name: 'staff' } },
  'of-staff': { type: 'aws_iam_group_membership', values: { group: 'staff', users: ['ann'] } },
};

interface Case {
  readonly resources: Readonly<Record<string, PlannedResource>>;
  readonly allowed?: readonly string[];
  readonly denied?: readonly string[];
  /** Further things that are not understood, beside the statement. */
  readonly gaps?: readonly RegExp[];
}

const CASES: Readonly<Record<string, Case>> = {
  'A managed policy denies nothing to a user': {
    resources: { ann: user({ managed_policy_arns: [FULL] }), data, guard, attached },
    allowed: [READ],
  },
  'A managed policy denies nothing to a group': {
    resources: {
      ...{ ann: user({ managed_policy_arns: [FULL] }), data, guard, ...group },
      attached: { type: 'aws_iam_group_policy_attachment', values: { group: 'staff', policy_arn: ARN } },
    },
    allowed: [READ],
  },
  'A managed policy as a boundary allows nothing': {
    resources: { ann: user({ managed_policy_arns: [FULL], permissions_boundary: ARN }), data, guard },
    denied: [READ],
    gaps: [/aws_iam_user\.ann \| its boundary .* is in none of the sources/],
  },
  'An inline policy of a user denies nothing': {
    resources: {
      ...{ ann: user({ managed_policy_arns: [FULL] }), data },
      own: emptied('aws_iam_user_policy', { user: 'ann', name: 'own' }),
    },
    allowed: [READ],
  },
  'An inline policy of a group denies nothing': {
    resources: {
      ...{ ann: user({ managed_policy_arns: [FULL] }), data, ...group },
      own: emptied('aws_iam_group_policy', { group: 'staff', name: 'own' }),
    },
    allowed: [READ],
  },
  'A bucket policy denies nothing': {
    resources: {
      ...{ ann: user({ managed_policy_arns: [FULL] }), data },
      own: emptied('aws_s3_bucket_policy', { bucket: 'acme-data' }),
    },
    allowed: [READ],
  },
  'A key policy allows nothing, as it does not become the default one': {
    resources: { ann: user({}), usesKeys, main: emptied('aws_kms_key', { id: KEY, key_id: KEY }) },
    denied: [DECRYPT],
  },
  'A key policy that stands apart allows nothing': {
    resources: {
      ...{ ann: user({}), usesKeys, main: { type: 'aws_kms_key', values: { id: KEY, key_id: KEY } } },
      own: emptied('aws_kms_key_policy', { key_id: KEY }),
    },
    denied: [DECRYPT],
  },
  'The policy of a VPC endpoint allows nothing, as it does not become the default one': {
    resources: {
      ...{ ann: user({ managed_policy_arns: [FULL] }), data },
      gate: emptied('aws_vpc_endpoint', endpoint),
    },
    allowed: [READ],
    denied: [THROUGH],
  },
  'The policy of a VPC endpoint that stands apart allows nothing': {
    resources: {
      ...{ ann: user({ managed_policy_arns: [FULL] }), data },
      gate: { type: 'aws_vpc_endpoint', values: endpoint },
      own: emptied('aws_vpc_endpoint_policy', { vpc_endpoint_id: endpoint.id }),
    },
    allowed: [READ],
    denied: [THROUGH],
  },
  'A control policy denies nothing': {
    resources: {
      ...{ ann: user({ managed_policy_arns: [FULL] }), data },
      all: {
        type: 'aws_organizations_organization',
        values: { id: 'o-exampleorg1', roots: [{ id: 'r-ab12' }] },
      },
      own: emptied('aws_organizations_policy', { id: 'p-12345678', name: 'own' }, 'content'),
      'own-attached': {
        type: 'aws_organizations_policy_attachment',
        values: { policy_id: 'p-12345678', target_id: 'r-ab12' },
      },
    },
    allowed: [READ],
  },
};

test.each(Object.entries(CASES))(
  '%s, if no statement of it is left',
  async (_, { resources, allowed = [], denied = [], gaps = [] }) => {
    using _folder = inFolder({ 'plan.json': terraformPlan({ ...resources, open }) });
    const args = ['plan.json', '--account', 'data=222222222222', '--out', 'out'];
    expect(await keyholeHere('import', 'terraform', ...args)).toMatchObject({ exitCode: 0, stderr: '' });
    const leftOut = /\[0\] \| data\.aws_iam_policy_document\.open\.statement.* \| the statement is left out/;
    expect(gapsIn('out')).toEqual([leftOut, ...gaps].map((gap) => expect.stringMatching(gap)));
    expect(await decisionsOf('.', 'out', [...allowed, ...denied])).toEqual({
      ...Object.fromEntries(allowed.map((question) => [question, 'allowed'])),
      ...Object.fromEntries(denied.map((question) => [question, 'denied'])),
    });
  },
);

test('The policy of a VPC endpoint in a template allows nothing, if no statement of it is left', async () => {
  const template = `Resources:
  Data: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-data } }
  Ann: { Type: AWS::IAM::User, Properties: { UserName: ann, ManagedPolicyArns: ["${FULL}"] } }
  Gate:
    Type: AWS::EC2::VPCEndpoint
    Properties:
      VpcId: vpc-1a2b3c4d
      ServiceName: com.amazonaws.eu-west-1.s3
      PolicyDocument:
        Version: "2012-10-17"
        Statement: [{ Effect: Allow, Principal: "*", Action: "*", Resource: "{{resolve:ssm:/open}}" }]
`;
  using _folder = inFolder({ 't.yaml': template });
  const args = ['t.yaml', '--account', 'data=222222222222', '--out', 'out'];
  expect(await keyholeHere('import', 'cloudformation', ...args)).toMatchObject({ exitCode: 0, stderr: '' });
  expect(await decisionsOf('.', 'out', [READ, THROUGH])).toEqual({ [READ]: 'allowed', [THROUGH]: 'denied' });
});
