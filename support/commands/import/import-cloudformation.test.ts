import { describe, expect, test } from '@jest/globals';
import { inFolder } from '../../settings/testing/in-folder.ts';
import { gapsIn, type ImportedSample, importedSample, outFolder } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const TEMPLATES = 'support/import/testing/templates';
const DATA = ['--account', 'data=222222222222'];

const samples: Readonly<Record<string, ImportedSample>> = {
  'three templates of three accounts, which name each other by parameters': {
    args: [
      '--account',
      `security=111111111111:${TEMPLATES}/write-only/security.yaml`,
      '--account',
      `intake=222222222222:${TEMPLATES}/write-only/intake.yaml`,
      '--account',
      `processing=333333333333:${TEMPLATES}/write-only/processing.json`,
      '--parameters',
      `${TEMPLATES}/write-only/parameters.json`,
    ],
    gaps: [],
    allowed: [
      'the transfer role | kms:GenerateDataKey | the shared key | via:s3',
      'the transfer role | s3:PutObject | intake/hello.txt',
      'the processing role | kms:Decrypt | the shared key | via:s3',
      'the processing role | s3:GetObject | intake/hello.txt',
      '111111111111 | kms:PutKeyPolicy | the shared key',
    ],
    denied: [
      'the transfer role | kms:Decrypt | the shared key | via:s3',
      'the processing role | s3:DeleteObject | intake/hello.txt',
      'the processing role | s3:GetObject | intake/hello.txt | aws:SecureTransport=false',
      '222222222222 | kms:Decrypt | the shared key',
      'anonymous | s3:GetObject | intake/hello.txt',
    ],
  },
  'a template of SAM, with Globals, policy templates and a macro': {
    args: [`${TEMPLATES}/sam/template.yaml`, ...DATA, '--parameters', `${TEMPLATES}/sam/samconfig.json`],
    gaps: [
      /^template\.yaml:32 \| Thumbnailer \| Policies \| .* S3FullAccessPolicy \| what it allows is denied here$/,
      /^template\.yaml:80 \| Sharing \| .* AWS::Serverless::Connector/,
    ],
    allowed: [
      'the thumbnailer role | s3:GetObject | images/a.png',
      'the thumbnailer role | dynamodb:PutItem | the thumbnails table | -dynamodb:LeadingKeys | -dynamodb:Attributes',
      'the thumbnailer role | secretsmanager:GetSecretValue | the api-key secret',
      'the thumbnailer role | kms:Decrypt | the image key',
      'the reporter role | dynamodb:Query | the thumbnails table',
    ],
    denied: [
      'the thumbnailer role | s3:PutObject | images/a.png',
      'the thumbnailer role | kms:Encrypt | the image key',
      'the reporter role | dynamodb:PutItem | the thumbnails table',
      'the reporter role | s3:GetObject | images/a.png',
    ],
  },
  'the folder that cdk synth wrote, whose stacks import values': {
    args: [`${TEMPLATES}/cdk.out`, ...DATA],
    gaps: [
      /^Readers\.template\.json:\d+ \| AnalystRoleDefaultPolicy77AA \| Properties\.PolicyDocument\.Statement\[2\] \| no template of this account exports "Elsewhere:Bucket" \| the statement is left out/,
      /^Storage\.template\.json:\d+ \| DataAutoDelete \| .* Custom::S3AutoDeleteObjects/,
    ],
    allowed: [
      'the analyst role | s3:GetObject | data/a.csv',
      'the analyst role | kms:Decrypt | the data key',
      'the auto-delete role | s3:DeleteObject | data/a.csv',
    ],
    denied: [
      'the analyst role | s3:PutObject | data/a.csv',
      'the analyst role | s3:GetObject | data/a.csv | aws:SecureTransport=false',
      'the auto-delete role | kms:Decrypt | the data key',
    ],
  },
  'a template in JSON, with conditions, mappings and a secret': {
    args: [`${TEMPLATES}/classic/orders.json`, ...DATA],
    gaps: [],
    allowed: [
      'the reports role | secretsmanager:GetSecretValue | the database secret',
      'the reports role | kms:Decrypt | the orders key',
    ],
    denied: [
      'the reports role | secretsmanager:DeleteSecret | the database secret',
      'the reports role | kms:Encrypt | the orders key',
    ],
  },
  'users and groups, with boundaries and an anchor': {
    args: [`${TEMPLATES}/people/people.yaml`, ...DATA],
    gaps: [
      /^people\.yaml:15 \| Developers \| its user carol is in none of the sources/,
      /^people\.yaml:29 \| Bob \| its boundary .*company-boundary is in none of the sources \| everything that it could deny is denied here$/,
      /^people\.yaml:\d+ \| Home \| it names .*role\/backup, which no source describes \| the role has no policies here$/,
    ],
    allowed: [
      'the ann user | s3:GetObject | home/ann/a.txt',
      'the ann user | kms:Encrypt | the people key',
      'the backup role | s3:GetObject | home/bob/a.txt',
      'the ann user | s3:DeleteObject | home/bob/a.txt',
    ],
    denied: [
      'the ann user | kms:ScheduleKeyDeletion | the people key',
      'the ann user | s3:DeleteObject | home/ann/a.txt',
      // Its boundary is in no template: everything is denied.
      'the bob user | s3:GetObject | home/bob/a.txt',
      'the backup role | s3:PutObject | home/bob/a.txt',
    ],
  },
  'control policies of an organization': {
    args: [
      '--account',
      `management=111111111111:${TEMPLATES}/organization/controls.yaml`,
      '--account',
      `member=222222222222:${TEMPLATES}/organization/member.yaml`,
    ],
    gaps: [
      /^controls\.yaml:2 \| NoDeletion \| no source says which account manages the organization \| management is taken for it/,
      /^controls\.yaml:12 \| Perimeter \| .*below ou-ab12-22222222 \| the policy binds every account here$/,
    ],
    allowed: ['the admin user | s3:PutObject | data/a.txt', '111111111111 | s3:GetObject | data/a.txt'],
    denied: [
      'the admin user | s3:DeleteBucket | the data bucket',
      '333333333333 | s3:GetObject | data/a.txt',
    ],
  },
  'a whole organization': {
    args: [
      '--account',
      `management=111111111111:${TEMPLATES}/organization/whole.yaml`,
      '--account',
      `member=222222222222:${TEMPLATES}/organization/member.yaml`,
    ],
    gaps: [/^whole\.yaml:13 \| Sandbox \| .*no account that is given has the name sandbox/],
    allowed: ['the admin user | s3:PutObject | data/a.txt', '111111111111 | s3:GetObject | data/a.txt'],
    denied: [
      'the admin user | s3:DeleteBucket | the data bucket',
      '333333333333 | s3:GetObject | data/a.txt',
    ],
  },
  'a role for GitHub Actions and one for a vendor': {
    args: [`${TEMPLATES}/github/deploy.yaml`, ...DATA],
    gaps: [],
    allowed: [
      'the deploy role | s3:PutObject | site/index.html',
      'the vendor role | s3:GetBucketPolicy | the site bucket',
      'anonymous | s3:GetObject | site/index.html',
    ],
    denied: [
      'the deploy role | s3:GetObjectAcl | site/index.html',
      'the vendor role | s3:PutObject | site/index.html',
      '999999999999 | sts:AssumeRole | the vendor role | sts:ExternalId=other',
    ],
  },
  'an old template with much that keyhole does not have': {
    args: [`${TEMPLATES}/legacy/legacy.yaml`, ...DATA],
    gaps: [
      /^legacy\.yaml:2 \| Transform \| .*Acme::Tagger/,
      /^legacy\.yaml:4 \| Lookup \| .*Custom::Lookup/,
      /^legacy\.yaml:11 \| Public \| Properties\.AccessControl \| .*PublicRead/,
      /^legacy\.yaml:12 \| Public \| Properties\.ObjectLockEnabled \| keyhole does not know this property/,
      /^legacy\.yaml:21 \| PublicPolicy \| .*Statement\[0\] \| Lookup\.Endpoint .* \| the Deny holds for every value/,
      /^legacy\.yaml:26 \| PublicPolicy \| .*Statement\[1\] \| Lookup\.Reader .* \| the statement is left out/,
      /^legacy\.yaml:30 \| PublicPolicy \| .*Statement\[2\] \| Lookup\.Reader .* \| this item of an Allow is left out/,
      /^legacy\.yaml:40 \| OldKey \| Properties\.Enabled \| the key is disabled/,
      /^legacy\.yaml:41 \| OldKey \| Properties\.KeyPolicy \| .* \| the whole policy is unknown/,
      /^legacy\.yaml:49 \| Nested \| the template of its stack is no file beside this one/,
      /^legacy\.yaml:52 \| Appliance \| .*Vendor::Storage::Appliance/,
    ],
    allowed: [
      'the clerk user | s3:ListBucket | the public bucket | -s3:prefix',
      'the clerk user | s3:GetObject | public/a.txt',
    ],
    denied: [
      'the clerk user | s3:PutObject | public/a.txt',
      'the clerk user | kms:Decrypt | the old key',
      '999999999999 | s3:ListBucket | the public bucket',
    ],
  },
  'keys of kinds that keyhole does not have': {
    args: [`${TEMPLATES}/keys/keys.yaml`, ...DATA],
    gaps: [
      /^keys\.yaml:15 \| Signer \| a policy names/,
      /^keys\.yaml:17 \| Signer \| Properties\.KeySpec \| .*RSA_2048/,
      /^keys\.yaml:17 \| Signer \| Properties\.KeyUsage \| .*SIGN_VERIFY/,
    ],
    allowed: [
      'the worker role | kms:Encrypt | the primary key',
      '222222222222 | kms:DeleteAlias | arn:aws:kms:eu-west-1:222222222222:alias/second',
      'the worker role | kms:Decrypt | the primary key | via:s3',
    ],
    denied: [
      'the worker role | kms:Decrypt | the primary key',
      '111111111111 | kms:Decrypt | the primary key | via:s3',
    ],
  },
  'a template whose nested stacks are files beside it, one of them twice and one of them not made': {
    args: [`${TEMPLATES}/nested/app.yaml`, ...DATA],
    gaps: [
      /^app\.yaml:\d+ \| Remote \| the template of its stack is no file beside this one \| the stack is left out/,
      /^app\.yaml:\d+ \| Worker \| .*Statement\[2\] \| Remote\.Outputs\.BucketArn .* \| the statement is left out/,
    ],
    allowed: [
      'the worker role | s3:PutObject | orders/a.csv',
      'the worker role | kms:GenerateDataKey | the key key',
      '111111111111 | s3:GetObject | orders/a.csv',
      '333333333333 | s3:GetObject | orders/a.csv',
      '111111111111 | s3:GetObject | invoices/a.csv',
    ],
    denied: [
      'the worker role | s3:PutObject | invoices/a.csv',
      '333333333333 | s3:GetObject | invoices/a.csv',
      '444444444444 | s3:GetObject | orders/a.csv',
    ],
  },
  'a template with loops, one of them over a list that is known at deployment': {
    args: [`${TEMPLATES}/nested/loops.yaml`, ...DATA],
    gaps: [
      /^loops\.yaml:33 \| redteamRole \| Properties\.Nickname \| keyhole does not know this property/,
      /^loops\.yaml:33 \| blueRole \| Properties\.Nickname/,
      /^loops\.yaml:45 \| Fn::ForEach::Unknown \| the list of its loop is not known \| the resource is left out/,
    ],
    allowed: [
      'the redteam role | s3:GetObject | redteam/a.csv',
      'the blue role | s3:GetObject | blue/a.csv',
      'the blue role | kms:Decrypt | the key key',
    ],
    denied: ['the redteam role | s3:GetObject | blue/a.csv', 'the redteam role | kms:Decrypt | the key key'],
  },
  'a table, a VPC endpoint and a bucket behind it': {
    args: [`${TEMPLATES}/tables/tables.yaml`, ...DATA],
    gaps: [],
    allowed: [
      'the worker user | s3:GetObject | files/a.txt | through:endpoint',
      'the worker user | s3:PutObject | files/a.txt',
      '111111111111 | dynamodb:GetItem | the orders table | -dynamodb:LeadingKeys | -dynamodb:Attributes',
    ],
    denied: [
      'the worker user | s3:GetObject | files/a.txt',
      'the worker user | s3:PutObject | files/a.txt | through:endpoint',
      'the worker user | dynamodb:GetItem | the orders table',
    ],
  },
};

describe('keyhole import cloudformation', () => {
  test.each(Object.entries(samples))('takes %s', async (_, sample) => {
    const { found, expected } = await importedSample('cloudformation', sample);
    expect(found).toEqual(expected);
  });

  test('takes the nested stack whose asset the AWS CDK noted', async () => {
    const nested = {
      Resources: { Data: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'acme-nested' } } },
    };
    const own = {
      Type: 'AWS::CloudFormation::Stack',
      Properties: {
        TemplateURL: { 'Fn::Join': ['', ['https://s3.', { Ref: 'AWS::URLSuffix' }, '/assets/x.json']] },
      },
      Metadata: { 'aws:asset:path': 'Own.nested.template.json' },
    };
    const artifact = {
      type: 'aws:cloudformation:stack',
      environment: 'aws://222222222222/eu-west-1',
      properties: { templateFile: 'App.template.json' },
    };
    using _folder = inFolder({
      'cdk.out/manifest.json': JSON.stringify({ artifacts: { App: artifact } }),
      'cdk.out/App.template.json': JSON.stringify({ Resources: { Own: own } }),
      'cdk.out/Own.nested.template.json': JSON.stringify(nested),
    });
    expect(await keyholeHere('import', 'cloudformation', 'cdk.out', ...DATA, '--out', 'out')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('1 bucket'),
    });
    expect(gapsIn('out')).toEqual([]);
  });

  test('refuses a template that includes itself', async () => {
    const own =
      'Resources:\n  Own: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: t.yaml } }\n';
    using _folder = inFolder({ 't.yaml': own });
    const { exitCode, stderr } = await keyholeHere(
      'import',
      'cloudformation',
      't.yaml',
      ...DATA,
      '--out',
      'out',
    );
    expect(stderr).toMatch(/^keyhole: t\.yaml: its nested stacks do not end: does it include itself\?/);
    expect(exitCode).toBe(2);
  });

  test('fails with --strict if something is not understood', async () => {
    using folder = outFolder();
    const args = [`${TEMPLATES}/keys/keys.yaml`, ...DATA, '--out', folder.out];
    expect(await keyholeHere('import', 'cloudformation', ...args, '--strict')).toMatchObject({ exitCode: 1 });
  });
});
