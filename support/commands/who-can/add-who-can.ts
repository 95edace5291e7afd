import { type Command, Option } from 'commander';
import { collectValues } from '../repeatable-option.ts';
import { withSourceOptions } from '../source-options.ts';
import type { WhoCanOptions } from './who-can-command.ts';

type Flags = Partial<Omit<WhoCanOptions, 'action' | 'resource'>>;

const DEFAULTS = { by: 'change', json: false } as const;

/** Adds `keyhole who-can` to the command line. */
export function addWhoCan(program: Command, finish: (exitCode: number) => void): void {
  withWays(
    program
      .command('who-can')
      .description('Show who can do something with a resource, by which statements and on which way.')
      .argument('<action>', "the permission's action, such as kms:Decrypt")
      .argument('<resource>', 'name or ARN: "the shared key", write-only/hello.txt')
      .option('--expect <names>', 'exit with 0 if exactly these can: names, or none', collectValues),
  )
    .addHelpText('after', whoCanHelp)
    .action(async (action: string, resource: string, options: Flags) => {
      const { runWhoCan } = await import('./who-can-command.ts');
      finish(await runWhoCan({ ...DEFAULTS, ...options, action, resource }));
    });
}

/** Adds `keyhole what-can` to the command line. */
export function addWhatCan(program: Command, finish: (exitCode: number) => void): void {
  withWays(
    program
      .command('what-can')
      .description('Show what a principal can do with every resource, by which statements and on which way.')
      .argument('<principal>', 'name, ARN or account id: "the transfer role", anonymous')
      .option(
        '--expect <accesses>',
        'exit with 0 if it can do exactly this: "read the shared bucket,…", or none',
        collectValues,
      ),
  )
    .addHelpText('after', whatCanHelp)
    .action(async (principal: string, options: Flags) => {
      const { runWhatCan } = await import('./what-can-command.ts');
      finish(await runWhatCan({ ...DEFAULTS, ...options, principal }));
    });
}

function withWays(command: Command): Command {
  const named = command
    .option(
      '--scenario <name or folder>',
      'the scenario, by its folder, or its name in scenarios/ or among those that ship (default: the only one here)',
    )
    .option('--scenarios <folder>', 'folder of the scenarios (default: scenarios/ here)');
  return withSourceOptions(named)
    .addOption(
      new Option('--by <way>', 'the farthest way that counts (default: change)').choices([
        'directly',
        'assume',
        'change',
      ]),
    )
    .option('--json', 'print JSON, with the statements of each step');
}

const ways = `
Ways, of which the shortest is shown for each principal:
  directly  by policies as they are, or by a grant
  assume    also by assuming roles, one after the other
  change    also after one or two changes on the way: to the policy of the
            bucket, key, secret or table, a grant, policies of users, roles
            and groups, the entry of a user into a group, a trust policy, an
            access key of a user
Not tried: changes to tags and to the setting that tags of a bucket count
(TagResource, PutBucketAbac, TagUser, TagRole), taking away a policy, a boundary
or a control policy, older versions of policies, passwords of users
(CreateLoginProfile), and iam:PassRole to a service. Look at who has these too.
Each change is made and tried in a copy of the scenario, so that denials,
boundaries and control policies count. A step that only some requests may take,
such as those with MFA, says so: "only if aws:MultiFactorAuthPresent is true".
Of more than 25 ways of one kind, three are shown and the others counted.
`;

const whoCanHelp = `
Examples:
  keyhole who-can kms:Decrypt "the shared key" --scenario write-only-bucket
  keyhole who-can s3:GetObject write-only/a.txt --scenario write-only-bucket \\
    --by assume --expect "the processing role"
${ways}
Reading and writing what is under a KMS key includes the permission on the key.
The caller of an upload chooses its encryption. Without the bucket's key it can
still upload under AES256 or another key, unless policies deny that.
An access point is a resource of its own: ask about it by its ARN or name, as in
"the partner access point/june.csv".

Exit codes: 0 shown (and as expected), 1 not as expected or not decided for a
principal, 2 an argument or document is invalid.
`;

const whatCanHelp = `
Example:
  keyhole what-can "the transfer role" --scenario write-only-bucket
${ways}
Exit codes: 0 shown (and as expected), 1 not as expected or something is not
decided, 2 an argument or document is invalid.
`;
