import { type Command, Option } from 'commander';
import { collectValues } from '../repeatable-option.ts';
import { withSourceOptions } from '../source-options.ts';
import type { MatrixOptions } from './matrix-command.ts';

type Flags = Partial<Omit<MatrixOptions, 'format'>> &
  Readonly<Partial<Record<'json' | 'csv' | 'markdown', boolean>>>;

/** Adds `keyhole matrix` to the command line. */
export function addMatrix(program: Command, finish: (exitCode: number) => void): void {
  const command = program
    .command('matrix')
    .description('Show who can do what with every key, bucket, secret, table, role and user of a scenario.')
    .argument(
      '[scenario]',
      'its folder, or its name in scenarios/ or among those that ship (default: the only one here)',
    )
    .option('--scenarios <folder>', 'folder of the scenarios (default: scenarios/ here)');
  withSourceOptions(command)
    .option('--principal <who>', 'only this principal; may be repeated', collectValues)
    .option('--resource <what>', 'only this resource; may be repeated', collectValues)
    .addOption(
      new Option('--json', 'print JSON, with the statements of each cell').conflicts(['csv', 'markdown']),
    )
    .addOption(new Option('--csv', 'print CSV, a row an action').conflicts(['json', 'markdown']))
    .addOption(new Option('--markdown', 'print tables in Markdown').conflicts(['json', 'csv']))
    .option('--verify', 'also send a real request for each cell, and compare')
    .addHelpText('after', matrixHelp)
    .action(async (scenario: string | undefined, { json, csv, markdown, ...options }: Flags) => {
      const { runMatrix } = await import('./matrix-command.ts');
      const format = json ? 'json' : csv ? 'csv' : markdown ? 'markdown' : 'text';
      finish(await runMatrix({ principal: [], resource: [], verify: false, ...options, scenario, format }));
    });
}

const matrixHelp = `
Examples:
  keyhole matrix write-only-bucket
  keyhole matrix scenarios/data-lake --resource "the shared key" --json
  keyhole matrix write-only-bucket --verify
  keyhole matrix plan.json --account data=222222222222

A file that is no scenario.yaml is a template, a plan or a state of one account:
that of --account, or else the one that the ARNs of a plan or a state have.
A template is in eu-west-1, unless --parameters has another AWS::Region.
Rows are the cast with its root users, accounts, users and roles outside that
policies name, a stranger with all permissions of another account outside (and
of one in the organization), and anonymous. A cell is
  ✓ allowed                    ✗ denied, by the layer named:
      identity, boundary, session: the caller's own policies
      resource: the policy of a bucket, secret, table or access point
      key, trust, grant, ACL: the key policy, trust policy, a grant, an ACL
      scp: a service control policy; rcp: a resource control policy
      endpoint: the policy of the VPC endpoint
      public: S3 Block Public Access
      account: only callers of the owner's account may do it
      see note: no policy denies it; the note below has the reason
  ◐ some of its actions or objects are allowed
  ? it depends on a condition key, which the note below names
  ! not decided: keyhole cannot know something, which the note names
Classes and their actions:
  bucket  list s3:ListBucket; read s3:GetObject with kms:Decrypt through S3;
          write s3:PutObject with kms:GenerateDataKey; delete s3:DeleteObject,
          s3:DeleteObjectVersion; administer s3:PutBucketPolicy,
          s3:DeleteBucketPolicy, s3:PutBucketPublicAccessBlock,
          s3:PutBucketAcl, s3:PutEncryptionConfiguration
  access point  as of a bucket, through it: its policy and those of the bucket
          behind decide; administer s3:PutAccessPointPolicy,
          s3:DeleteAccessPointPolicy, s3:DeleteAccessPoint
  key     encrypt kms:Encrypt, kms:GenerateDataKey; decrypt kms:Decrypt; grant
          kms:CreateGrant; delete kms:ScheduleKeyDeletion; administer
          kms:PutKeyPolicy, kms:DisableKey
  secret  read GetSecretValue with kms:Decrypt; write PutSecretValue with
          kms:GenerateDataKey; delete; administer Put-, DeleteResourcePolicy
  table   list Scan; read GetItem, Query; write PutItem, UpdateItem; delete
          DeleteItem, each with kms:Decrypt; administer its resource policy
  role    assume sts:AssumeRole; delete; administer
          iam:UpdateAssumeRolePolicy, iam:PutRolePolicy, iam:AttachRolePolicy
  user    assume iam:CreateAccessKey; delete; administer iam:PutUserPolicy,
          iam:AttachUserPolicy
A bucket's objects are asked for by keys that the policies tell apart. A read is
of an object under the bucket's default encryption. One that was uploaded under
AES256 needs s3:GetObject alone. A write is allowed if it is without a header of
encryption, under the bucket's default key. If that is denied, it depends on
s3:x-amz-server-side-encryption: the caller may ask for AES256, which takes no
key, or for aws:kms with another key, such as one of its own account. A header
for a Bucket Key, or a key of the caller's own (SSE-C), counts if no other does.
The row of a bucket is about direct requests. Those through an access point are
in the row of the access point.

Exit codes: 0 printed (and verified), 1 a request was answered otherwise,
2 an argument or document is invalid.
`;
