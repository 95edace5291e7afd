import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WrittenScenario } from '../../scenario/testing/written-scenario.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const written = new WrittenScenario();
const here = process.cwd();
beforeEach(() => process.chdir(written.root));
afterEach(() => process.chdir(here));

const ISSUER = 'token.actions.githubusercontent.com';

/** A role that the holder of a token may take, whose subject a pattern bounds. It reads a bucket. */
function deployment(subject: string): string {
  return `Resources:
  Hub: { Type: AWS::IAM::OIDCProvider, Properties: { Url: 'https://${ISSUER}', ClientIdList: [sts.amazonaws.com] } }
  Lake: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-lake } }
  Ci:
    Type: AWS::IAM::Role
    Properties:
      RoleName: ci
      Policies:
        - PolicyName: read
          PolicyDocument: { Statement: [{ Effect: Allow, Action: 's3:GetObject', Resource: 'arn:aws:s3:::acme-lake/*' }] }
      AssumeRolePolicyDocument:
        Statement:
          - Effect: Allow
            Principal: { Federated: !Ref Hub }
            Action: sts:AssumeRoleWithWebIdentity
            Condition: { StringLike: { '${ISSUER}:sub': '${subject}' } }
`;
}

const HOLDER = `the holder of a token of ${ISSUER}`;

describe('the holder of a token', () => {
  beforeEach(() =>
    written.write({
      'main.yaml': deployment('repo:acme/lake:ref:refs/heads/main'),
      'all.yaml': deployment('repo:acme/*'),
    }),
  );

  test('can more if the trust of a role is widened, and less if it is narrowed', async () => {
    const widened = await keyholeHere('diff', 'main.yaml', 'all.yaml', '--json', '--fail-on', 'widened');
    expect(widened.exitCode).toBe(1);
    expect(JSON.parse(widened.stdout).widened).toMatchObject([
      { principals: [HOLDER], access: 'assume', when: `${ISSUER}:sub is like repo:acme/*` },
    ]);
    const narrowed = await keyholeHere('diff', 'all.yaml', 'main.yaml', '--json');
    expect(JSON.parse(narrowed.stdout)).toMatchObject({
      widened: [],
      narrowed: [{ principals: [HOLDER], actions: ['sts:AssumeRoleWithWebIdentity'] }],
    });
    const same = await keyholeHere('diff', 'all.yaml', 'all.yaml', '--json');
    expect(JSON.parse(same.stdout)).toMatchObject({ widened: [], narrowed: [], undecided: [] });
  });

  test.each([
    ['repo:acme/?', 'repo:acme/*'],
    ['repo:acme/x*', 'repo:acme/*'],
    ['repo:acme/*/main', 'repo:acme/*'],
  ])('can more if %s becomes %s', async (before, after) => {
    written.write({ 'before.yaml': deployment(before), 'after.yaml': deployment(after) });
    const { stdout } = await keyholeHere('diff', 'before.yaml', 'after.yaml', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      widened: [{ principals: [HOLDER], when: `${ISSUER}:sub is like ${after}` }],
      narrowed: [],
    });
  });

  test('is among those who can take the role, and do what it can do', async () => {
    const taking = ['who-can', 'sts:AssumeRoleWithWebIdentity', 'the ci role', '--scenario', 'all.yaml'];
    expect(JSON.parse((await keyholeHere(...taking, '--json')).stdout).paths).toMatchObject([
      { principalName: HOLDER, access: { allowedIf: `${ISSUER}:sub is like repo:acme/*` } },
    ]);
    const reading = ['who-can', 's3:GetObject', 'acme-lake/a.txt', '--scenario', 'all.yaml', '--json'];
    const { paths } = JSON.parse((await keyholeHere(...reading)).stdout);
    expect(paths).toContainEqual(expect.objectContaining({ principalName: HOLDER, path: 'assume' }));
  });

  test('is told of to those who ask for sts:AssumeRole', async () => {
    const { stdout } = await keyholeHere(
      'who-can',
      'sts:AssumeRole',
      'the ci role',
      '--scenario',
      'all.yaml',
    );
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      `${HOLDER} may assume it by sts:AssumeRoleWithWebIdentity: ask for that action`,
    );
  });
});

/** A bucket with a statement about the reading of its objects. */
function lake(statement: string) {
  return `Resources:
  Lake: { Type: AWS::S3::Bucket, Properties: { BucketName: acme-lake } }
  Sharing:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Lake
      PolicyDocument:
        Statement:
          - { Action: s3:GetObject, ${statement} }
`;
}

/** A bucket with a statement about an organization that the template does not describe. */
function shared(
  objects: string,
  more = "Effect: Allow, Condition: { StringEquals: { 'aws:PrincipalOrgID': o-abc1234567 } }",
) {
  return lake(`Sid: Org, Principal: '*', Resource: 'arn:aws:s3:::acme-lake/${objects}', ${more}`);
}

describe('an organization that no source describes', () => {
  beforeEach(() =>
    written.write({
      'public.yaml': shared('public/*'),
      'all.yaml': shared('*'),
      'perimeter.yaml': shared(
        '*',
        "Effect: Deny, Condition: { StringNotEquals: { 'aws:PrincipalOrgID': o-abc1234567 } }",
      ),
    }),
  );
  const when = 'aws:PrincipalOrgID is o-abc1234567';

  test('can have strangers, who can more if its share is widened', async () => {
    const { stdout } = await keyholeHere('diff', 'public.yaml', 'all.yaml', '--json');
    expect(JSON.parse(stdout).widened).toMatchObject([
      { principals: ['a stranger'], access: 'read', objects: ['any object'], when },
    ]);
    const back = await keyholeHere('diff', 'all.yaml', 'public.yaml', '--json');
    expect(JSON.parse(back.stdout)).toMatchObject({ widened: [], narrowed: [{ when }] });
  });

  test('can have strangers in a matrix, and among those who can', async () => {
    const matrix = await keyholeHere('matrix', 'all.yaml', '--json');
    const { cells } = JSON.parse(matrix.stdout);
    expect(cells).toContainEqual(
      expect.objectContaining({
        ...{ principal: 'a stranger', access: 'read', result: 'conditional' },
        uses: [expect.objectContaining({ allowedIf: when })],
      }),
    );
    const can = await keyholeHere(
      'who-can',
      's3:GetObject',
      'acme-lake/a',
      '--scenario',
      'all.yaml',
      '--json',
    );
    const { paths } = JSON.parse(can.stdout);
    expect(paths).toContainEqual(expect.objectContaining({ principalName: 'a stranger', path: 'directly' }));
  });

  test('is told of, with the statement that tests it and the remedy', async () => {
    const { stderr } = await keyholeHere('matrix', 'perimeter.yaml');
    expect(stderr.replace(/\s+/g, ' ')).toContain(
      'perimeter.yaml:9: Sharing: a statement tests the organization, and none is described',
    );
    expect(stderr).toContain('scenario.yaml');
  });
});

/** A bucket under a key whose policy leaves out the partner that the bucket lets in. */
function underKey(objects: string) {
  return `Resources:
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy:
        Statement:
          - { Effect: Allow, Principal: { AWS: !Sub 'arn:aws:iam::\${AWS::AccountId}:root' }, Action: 'kms:*', Resource: '*' }
  Lake:
    Type: AWS::S3::Bucket
    Properties:
      BucketName: acme-lake
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: !GetAtt Key.Arn }
  Sharing:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Lake
      PolicyDocument:
        Statement:
          - { Sid: Partner, Effect: Allow, Principal: { AWS: '222222222222' }, Action: s3:GetObject, Resource: 'arn:aws:s3:::acme-lake/${objects}' }
`;
}

describe('a bucket that lets in whom its key leaves out', () => {
  beforeEach(() => written.write({ 'few.yaml': underKey('out/*'), 'all.yaml': underKey('*') }));
  const partner = 'any administrator of the account 222222222222';

  test('opens objects that are not under the key', async () => {
    const { stdout, exitCode } = await keyholeHere(
      'diff',
      'few.yaml',
      'all.yaml',
      '--json',
      '--fail-on',
      'widened',
    );
    expect(JSON.parse(stdout)).toMatchObject({
      widened: [],
      widenedButForKey: [
        { principals: [partner], access: 'read', actions: ['s3:GetObject'], objects: ['any object'] },
      ],
    });
    expect(exitCode).toBe(1);
    const back = await keyholeHere('diff', 'all.yaml', 'few.yaml', '--json');
    expect(JSON.parse(back.stdout)).toMatchObject({ widened: [], widenedButForKey: [] });
  });

  test.each([[], ['--markdown'], ['--sarif']])('is told of with the options %j', async (...options) => {
    const { stdout } = await keyholeHere('diff', 'few.yaml', 'all.yaml', ...options);
    expect(stdout.replace(/\s+/g, ' ')).toMatch(/objects that are not under (?:it|the key) become readable/);
    expect(stdout).not.toContain('no access changed');
  });

  test('is denied by the layer of the key in a matrix, whatever object comes first', async () => {
    const { stdout } = await keyholeHere('matrix', 'few.yaml', '--json');
    expect(JSON.parse(stdout).cells).toContainEqual(
      expect.objectContaining({ principal: partner, access: 'read', result: 'denied', layer: 'key policy' }),
    );
  });
});

/** A bucket that lets in a principal for some objects. */
function forAnalyst(principal: string, objects: string) {
  const resource = `arn:aws:s3:::acme-lake/${objects}`;
  return lake(`Sid: Read, Effect: Allow, Principal: { AWS: '${principal}' }, Resource: '${resource}'`);
}

test('a principal that had some objects before is told with the new ones alone', async () => {
  const analyst = 'arn:aws:iam::222222222222:role/analyst';
  written.write({
    'one.yaml': forAnalyst(analyst, 'curated/*'),
    'account.yaml': forAnalyst('222222222222', '*'),
  });
  const { stdout } = await keyholeHere('diff', 'one.yaml', 'account.yaml', '--json');
  const { widened } = JSON.parse(stdout) as {
    readonly widened: readonly {
      readonly principals: readonly string[];
      readonly objects: readonly string[];
    }[];
  };
  const objectsOf = (name: string) => widened.find(({ principals }) => principals.includes(name))?.objects;
  expect(objectsOf('the role analyst of the account 222222222222')).toEqual(['any object']);
  expect(objectsOf('any administrator of the account 222222222222')).toEqual([
    'any object',
    'any object under curated/',
  ]);
});
