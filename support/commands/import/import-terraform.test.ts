import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { decisionsOf } from '../testing/decisions-of.ts';
import { gapsIn, type ImportedSample, importedSample, outFolder } from '../testing/imported-sample.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const PLANS = 'support/import/testing/plans';
const STATES = 'support/import/testing/states';
const both = ['--account', 'data=222222222222:default', '--account', 'security=111111111111:security'];

/** The note of a policy that refers to a bucket which is not created yet. */
const guessed = (id: string, bucket: string, risk = 'allowed here that AWS denies') =>
  new RegExp(
    `\\.json \\| ${id} \\| the plan does not tell what follows arn:aws:s3:::${bucket} .* \\| .*access may be ${risk}$`,
  );

/** The same note of a Deny, which covers more than it may. */
const deniedToo = (id: string, bucket: string) => guessed(id, bucket, 'denied here that AWS allows');

const PARTNERS = 'support/import/testing/configurations/partners';

/** The decisions in the partners' configuration, with nothing left out. */
const partners: Omit<ImportedSample, 'args'> = {
  gaps: [],
  allowed: [
    'the reader-auditor role | s3:GetObject | reports/a.csv',
    'the reader-analyst role | s3:GetObject | reports/public/a.csv',
    'the reader-analyst role | kms:Decrypt | the reports key',
    '333333333333 | s3:GetObject | reports/audit/a.csv',
    '444444444444 | s3:GetObject | reports/broker/a.csv',
  ],
  denied: [
    'the reader-analyst role | s3:GetObject | reports/a.csv',
    'the reader-analyst role | s3:GetObject | reports/public/a.csv | aws:SecureTransport=false',
    'the reader-analyst role | kms:Encrypt | the reports key',
    '333333333333 | s3:GetObject | reports/broker/a.csv',
    '444444444444 | s3:GetObject | reports/public/a.csv',
  ],
};

const samples: Readonly<Record<string, ImportedSample>> = {
  'a bucket in one account under a key of another, with a policy made by jsonencode': {
    args: [`${PLANS}/write-only.json`, ...both],
    gaps: [
      /aws_iam_role_policy\.writes \| policy \| .*the plan does not tell how it is made \| the whole policy is unknown/,
      deniedToo('data\\.aws_iam_policy_document\\.bucket', 'acme-intake'),
      /aws_s3_bucket_policy\.intake \| policy\.Statement\[1\] \| .* is known after apply \| the statement is left out/,
      /aws_s3_bucket_policy\.intake \| policy\.Statement\[2\]/,
    ],
    allowed: ['111111111111 | kms:Decrypt | the shared key'],
    denied: [
      // Its policy is known after apply.
      'the transfer role | s3:PutObject | intake/a.txt',
      'the transfer role | kms:Decrypt | the shared key',
      '333333333333 | s3:GetObject | intake/a.txt',
    ],
  },
  'separate resources of a bucket whose name is known': {
    args: [`${PLANS}/known-names.json`, ...both],
    gaps: [/aws_s3_bucket_acl\.reports \| acl \| .*public-read/],
    allowed: [
      'anonymous | s3:GetObject | reports/public/a.txt',
      'the analyst user | s3:GetObject | reports/a.txt',
    ],
    denied: [
      'anonymous | s3:GetObject | reports/a.txt',
      'the analyst user | s3:PutObject | reports/a.txt',
      'anonymous | s3:GetObject | reports/public/a.txt | aws:SecureTransport=false',
    ],
  },
  'modules with for_each, a provider that is passed on, and policy documents made of others': {
    args: [`${PLANS}/lake.json`, ...both],
    gaps: [
      guessed('data\\.aws_iam_policy_document\\.reader', 'acme-lake-orders'),
      deniedToo('module\\.lake\\["invoices"\\]\\.data\\.aws_iam_policy_document\\.tls', 'acme-lake-invoices'),
      guessed('module\\.lake\\["invoices"\\]\\.data\\.aws_iam_policy_document\\.this', 'acme-lake-invoices'),
      deniedToo('module\\.lake\\["orders"\\]\\.data\\.aws_iam_policy_document\\.tls', 'acme-lake-orders'),
      guessed('module\\.lake\\["orders"\\]\\.data\\.aws_iam_policy_document\\.this', 'acme-lake-orders'),
    ],
    allowed: [
      'the reader role | s3:GetObject | lake-orders/a.csv',
      'the reader role | s3:ListBucket | the lake-orders bucket | -s3:prefix',
      'the reader role | kms:Decrypt | the keys key',
      'the reader role | s3:GetObject | lake-invoices/a.csv',
    ],
    denied: [
      'the reader role | s3:GetObject | lake-orders/a.csv | aws:SecureTransport=false',
      'the reader role | s3:PutObject | lake-orders/a.csv',
      'the reader role | kms:GenerateDataKey | the keys key',
    ],
  },
  'users by for_each, a group, boundaries and attachments': {
    args: [`${PLANS}/people.json`, ...both],
    gaps: [/aws_iam_role\.job \| its managed policy .*policy\/elsewhere is in none of the sources/],
    allowed: [
      'the people-ann user | kms:Encrypt | the people key',
      'the people-ann user | s3:PutObject | homes/a.txt',
      'the people-bob user | s3:PutObject | homes/a.txt',
    ],
    denied: [
      // The boundary allows S3 alone.
      'the people-bob user | kms:Encrypt | the people key',
      // One of its managed policies is in no source.
      'the job role | s3:GetObject | homes/a.txt',
    ],
  },
  'a secret and a table, with resource policies': {
    args: [`${PLANS}/tables-and-secrets.json`, ...both],
    gaps: [
      /aws_iam_policy_document\.worker \| .*follows .*table\/orders .* \| the table alone is taken: .* denied here$/,
    ],
    allowed: [
      'the worker user | secretsmanager:GetSecretValue | the api secret',
      'the worker user | dynamodb:Query | the orders table | -dynamodb:LeadingKeys | -dynamodb:Attributes',
      'the worker user | kms:Decrypt | the data key',
      '111111111111 | secretsmanager:GetSecretValue | the api secret',
      '111111111111 | dynamodb:GetItem | the orders table | -dynamodb:LeadingKeys | -dynamodb:Attributes',
    ],
    denied: [
      'the worker user | secretsmanager:PutSecretValue | the api secret',
      'the worker user | dynamodb:PutItem | the orders table',
      '111111111111 | dynamodb:PutItem | the orders table',
      '111111111111 | kms:Decrypt | the data key',
    ],
  },
  'an organization, whose member another provider stands for': {
    args: [
      `${PLANS}/organization.json`,
      '--account',
      'management=222222222222:default',
      '--account',
      'member=333333333333:member',
    ],
    gaps: [
      /aws_organizations_policy\.units \| .*below ou-ab12-99999999 \| the policy binds every account here$/,
    ],
    allowed: ['the own user | s3:DeleteBucket | the own bucket'],
    denied: [
      'the member user | s3:DeleteBucket | the member bucket',
      'the member user | s3:PutBucketPolicy | the member bucket',
    ],
  },
  'a role for GitHub Actions, and a bucket with a prefix for a name': {
    args: [`${PLANS}/github.json`, ...both],
    gaps: [guessed('data\\.aws_iam_policy_document\\.deploy', 'aws-s3-bucket-site-[0-9a-f]+')],
    allowed: [
      'the deploy role | s3:PutObject | site/a.html',
      'the deploy role | s3:ListBucket | the site bucket | -s3:prefix',
    ],
    denied: ['the deploy role | s3:GetObject | site/a.html', 'anonymous | s3:GetObject | site/a.html'],
  },
  'a key with a grant, a separate policy and a replica': {
    args: [`${PLANS}/keys.json`, ...both],
    gaps: [
      /aws_kms_key\.retired \| is_enabled \| the key is disabled/,
      /aws_kms_replica_key\.copy \| the replica is in eu-west-1, where its primary key is here/,
    ],
    allowed: [
      'the worker role | kms:Decrypt | the main key | kms:EncryptionContext:department=finance',
      '111111111111 | kms:Encrypt | the main key',
    ],
    denied: [
      'the worker role | kms:Decrypt | the main key',
      'the worker role | kms:Encrypt | the main key | kms:EncryptionContext:department=finance',
      '111111111111 | kms:Decrypt | the main key',
      '111111111111 | kms:Encrypt | the retired key',
    ],
  },
  'a bucket as providers of old wrote it, all in one resource': {
    args: [`${PLANS}/inline.json`, ...both],
    gaps: [
      /aws_s3_bucket\.legacy \| acl \| .*public-read/,
      /aws_s3_bucket\.legacy \| object_lock_enabled/,
      /aws_s3_bucket\.legacy \| it names .*role\/backup/,
      /aws_s3_bucket\.legacy \| it is encrypted under .*, which no source describes \| a key that no principal may use stands for it$/,
    ],
    allowed: ['111111111111 | s3:GetObject | legacy/a.txt', 'the backup role | s3:GetObject | legacy/a.txt'],
    denied: ['anonymous | s3:GetObject | legacy/a.txt', '111111111111 | s3:PutObject | legacy/a.txt'],
  },
  'a VPC endpoint, whose id a bucket policy waits for': {
    args: [`${PLANS}/endpoint.json`, ...both],
    gaps: [
      guessed('data\\.aws_iam_policy_document\\.files', 'acme-tf-files'),
      /aws_s3_bucket_policy\.files \| policy\.Statement\[1\] \| .* \| the statement is left out/,
    ],
    allowed: [
      'the worker user | s3:GetObject | files/a.txt | through:s3',
      'the worker user | s3:PutObject | files/a.txt',
    ],
    denied: [
      'the worker user | s3:GetObject | files/a.txt',
      'the worker user | s3:PutObject | files/a.txt | through:s3',
    ],
  },
  'a plan beside its configuration, which tells policies of jsonencode and what follows an ARN': {
    args: [`${PARTNERS}/plan.json`, ...both],
    ...partners,
  },
  'a plan with its configuration in another folder': {
    args: [`${PARTNERS}/plan.json`, '--source', `${PARTNERS}/../partners`, ...both],
    ...partners,
  },
  'a state, whose modules say the accounts': {
    args: [
      `${STATES}/lake.json`,
      '--account',
      'data=222222222222',
      '--account',
      'security=111111111111:module.keys',
    ],
    gaps: [],
    allowed: [
      'the reader role | s3:GetObject | lake-orders/a.csv',
      'the reader role | kms:Decrypt | the keys key',
    ],
    denied: [
      'the reader role | s3:PutObject | lake-orders/a.csv',
      'the reader role | kms:GenerateDataKey | the keys key',
    ],
  },
};

describe('keyhole import terraform', () => {
  test.each(Object.entries(samples))('takes %s', async (_, sample) => {
    const { found, expected } = await importedSample('terraform', sample);
    expect(found).toEqual(expected);
  });

  test.each([
    [
      [],
      [/aws_kms_\w+\.\S+ \| it is in us-east-1, and a scenario has one region \| .*give --region us-east-1/],
    ],
    [['--region', 'us-east-1'], []],
  ])('lists the Region of a state if it is another than the scenario has, with %j', async (region, gaps) => {
    using folder = outFolder();
    const state = readFileSync(`${STATES}/lake.json`, 'utf8').replaceAll('eu-west-1', 'us-east-1');
    writeFileSync(join(folder.root, 'state.json'), state);
    const accounts = ['--account', 'data=222222222222', '--account', 'security=111111111111:module.keys'];
    const out = join(folder.root, 'out');
    const args = [
      'import',
      'terraform',
      join(folder.root, 'state.json'),
      ...accounts,
      ...region,
      '--out',
      out,
    ];
    expect(await keyholeHere(...args)).toMatchObject({ exitCode: 0 });
    expect(gapsIn(out)).toEqual(gaps.map((gap) => expect.stringMatching(gap)));
  });

  test('decides alike in a plan and in the state after Terraform applied it', async () => {
    using folder = outFolder();
    const accounts = [
      '--account',
      'data=222222222222',
      '--account',
      'security=111111111111:security:module.keys',
    ];
    for (const [kind, from] of [
      ['plan', PLANS],
      ['state', STATES],
    ] as const)
      expect(
        await keyholeHere(
          'import',
          'terraform',
          `${from}/lake.json`,
          ...accounts,
          '--out',
          join(folder.root, kind),
        ),
      ).toMatchObject({ exitCode: 0 });
    const questions = ['the reader role', '111111111111', '222222222222', 'anonymous'].flatMap((who) => [
      ...['lake-orders', 'lake-invoices'].flatMap((bucket) => [
        ...['s3:GetObject', 's3:PutObject', 's3:DeleteObject'].map(
          (action) => `${who} | ${action} | ${bucket}/a.csv`,
        ),
        ...['s3:DeleteBucket', 's3:GetBucketPolicy'].map(
          (action) => `${who} | ${action} | the ${bucket} bucket`,
        ),
      ]),
      ...(who === 'anonymous'
        ? []
        : ['kms:Decrypt', 'kms:Encrypt', 'kms:PutKeyPolicy', 'kms:GenerateDataKey']
      ).map((action) => `${who} | ${action} | the keys key`),
    ]);
    const ofPlan = await decisionsOf(folder.root, 'plan', questions);
    expect(await decisionsOf(folder.root, 'state', questions)).toEqual(ofPlan);
    expect(new Set(Object.values(ofPlan))).toEqual(new Set(['allowed', 'denied']));
  });

  test.each<[string, (main: string) => string, readonly RegExp[]]>([
    [
      'refers to other things than the plan',
      (main) => main.replace('module.reader[role].arn', '"*"'),
      [
        /aws_kms_key_policy\.reports \| .*not the one that was planned/,
        /aws_kms_key_policy\.reports \| policy \| .*the whole policy is unknown/,
      ],
    ],
    [
      'has another value than the plan',
      (main) => main.replace('effect    = "Deny"', 'effect    = "Allow"'),
      [
        /aws_iam_policy_document\.bucket \| the configuration beside the plan is not the one that was planned/,
        /aws_s3_bucket_policy\.reports \| policy\.Statement\[1\]/,
        /aws_s3_bucket_policy\.reports \| policy\.Statement\[2\]/,
      ],
    ],
  ])('leaves aside a configuration that %s', async (_, change, gaps) => {
    using folder = outFolder();
    const copy = join(folder.root, 'copy');
    cpSync(PARTNERS, copy, { recursive: true });
    const main = readFileSync(join(copy, 'main.tf'), 'utf8');
    writeFileSync(join(copy, 'main.tf'), change(main));
    expect(change(main)).not.toBe(main);
    const args = [join(copy, 'plan.json'), ...both, '--out', folder.out];
    expect(await keyholeHere('import', 'terraform', ...args)).toMatchObject({ exitCode: 0, stderr: '' });
    expect(gapsIn(folder.out)).toEqual(gaps.map((gap) => expect.stringMatching(gap)));
  });

  test('takes a plan of OpenTofu, whose providers have another registry', async () => {
    using folder = outFolder();
    const text = readFileSync(`${PLANS}/lake.json`, 'utf8');
    const plan = join(folder.root, 'tofu.json');
    const asOpenTofu = text
      .replaceAll('registry.terraform.io', 'registry.opentofu.org')
      .replace(/"terraform_version": *"[^"]*"/, '"terraform_version":"1.9.1"');
    expect(asOpenTofu).not.toBe(text);
    writeFileSync(plan, asOpenTofu);
    const written = async (file: string, name: string) => {
      const out = join(folder.root, name);
      expect(await keyholeHere('import', 'terraform', file, ...both, '--out', out)).toMatchObject({
        exitCode: 0,
      });
      return JSON.parse(readFileSync(join(out, 'import.json'), 'utf8'));
    };
    const { things } = await written(plan, 'tofu');
    const { things: ofTerraform } = await written(`${PLANS}/lake.json`, 'terraform');
    const ids = (all: readonly { readonly id: string; readonly account: string }[]) =>
      all.map(({ id, account }) => `${account} ${id}`);
    expect(ids(things)).toEqual(ids(ofTerraform));
    expect(things.length).toBeGreaterThan(3);
  });

  test('says that a configuration was changed after it was planned', async () => {
    using folder = outFolder();
    const copy = join(folder.root, 'copy');
    cpSync(PARTNERS, copy, { recursive: true });
    writeFileSync(join(copy, 'more.tf'), 'resource "aws_s3_bucket" "more" {}\n');
    const args = [join(copy, 'plan.json'), ...both, '--out', folder.out];
    await keyholeHere('import', 'terraform', ...args);
    expect(gapsIn(folder.out)).toEqual([
      'plan.json | aws_s3_bucket.more | the configuration declares it, and the plan does not have it | the plan is taken as it is: plan again',
    ]);
    expect(await keyholeHere('import', 'terraform', ...args, '--strict')).toMatchObject({ exitCode: 1 });
  });

  test('lists a file of the configuration that it cannot read, with its line', async () => {
    using folder = outFolder();
    const copy = join(folder.root, 'copy');
    cpSync(PARTNERS, copy, { recursive: true });
    writeFileSync(join(copy, 'broken.tf'), 'locals {\n  a = [1 2]\n}\n');
    await keyholeHere('import', 'terraform', join(copy, 'plan.json'), ...both, '--out', folder.out);
    expect(gapsIn(folder.out)).toEqual([
      expect.stringMatching(/^broken\.tf:2 \| .*broken\.tf \| keyhole cannot read it: \] is missing/),
    ]);
  });

  test('never writes the value of a secret', async () => {
    using folder = outFolder();
    const plan = `${PLANS}/tables-and-secrets.json`;
    expect(readFileSync(plan, 'utf8')).toContain('never-to-be-written');
    const { stdout } = await keyholeHere('import', 'terraform', plan, ...both, '--out', folder.out, '--json');
    const files = readdirSync(folder.out, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    const written = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
    expect(written.length).toBeGreaterThan(3);
    for (const text of [stdout, ...written]) expect(text).not.toContain('never-to-be-written');
  });
});
