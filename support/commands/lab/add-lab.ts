import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseCidr } from '../../aws/cidr.ts';
import { addBackend } from '../add-backend.ts';
import { collectValues } from '../repeatable-option.ts';
import { addWorldOptions } from './add-world-options.ts';
import type { LabOptions } from './lab-options.ts';

/** Adds `keyhole lab` to the command line. */
export function addLab(program: Command, finish: (exitCode: number) => void): void {
  const lab = program
    .command('lab')
    .description('Start a gateway for any AWS client; Ctrl-C stops it.')
    .argument('[scenario]', 'the scenario to provision, by its name in scenarios/ or among those that ship')
    .option('--scenarios <folder>', 'folder of the scenarios (default: scenarios/ here)')
    .option('--empty', 'start without a scenario: nothing is provisioned')
    .option('--tokens <folder>', 'write a token there for each role that a web identity assumes')
    .option(
      '--features <folder>',
      'folder of the features, for what to try and --watch (default: features/ here)',
    )
    .option('-p, --port <number>', 'port to listen on; 0 for a free one (default: 4566, or a free one)', port)
    .option('--run <command>', 'run a command line in this lab, and exit with its code')
    .option('--as <principal>', 'the principal that the command of --run acts as')
    .option('--explain', 'show the considered statements below each denial')
    .addOption(new Option('--only <result>', 'show these requests only').choices(['denied']))
    .option('--json', 'show each request as a line of JSON; the greeting goes to the standard error output')
    .option('-q, --quiet', 'show no requests')
    .option(
      '--kms-quota <account=number>',
      'requests a second that KMS serves an account; may be repeated',
      collectValues,
    )
    .option(
      '--host <address>',
      'address to listen on; 0.0.0.0 for every address of this machine',
      '127.0.0.1',
    )
    .option(
      '--host-name <name>',
      'another host name that the lab answers to, such as a Docker Compose service; may be repeated',
      hostName,
    )
    .option(
      '--observer <address>',
      'another IP address or range that may read decisions (explain, trail); may be repeated',
      observer,
    )
    .addHelpText('after', labHelp)
    .action(async (scenario: string | undefined, options: Omit<LabOptions, 'scenario'>) => {
      const { runLab } = await import('./lab-command.ts');
      finish(await runLab({ scenario, ...options }));
    });
  addWorldOptions(lab, port);
  addBackend(lab);
}

function port(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > 65535) {
    throw new InvalidArgumentError('It must be a number from 0 to 65535.');
  }
  return number;
}

function hostName(text: string, earlier: readonly string[] = []): readonly string[] {
  if (!/^[\w.-]+$/.test(text)) throw new InvalidArgumentError('It must be a host name such as gateway.');
  return collectValues(text, earlier);
}

function observer(text: string, earlier: readonly string[] = []): readonly string[] {
  if (parseCidr(text) === undefined) {
    throw new InvalidArgumentError('It must be an IP address or a range such as 172.16.0.0/12.');
  }
  return collectValues(text, earlier);
}

const labHelp = `
Examples:
  keyhole lab write-only-bucket
  keyhole lab write-only-bucket --only denied --explain
  keyhole lab write-only-bucket --as transfer --run 'aws s3 ls'
  keyhole lab write-only-bucket --watch
  keyhole lab write-only-bucket --https --plain-port 0
  keyhole lab --empty --port 4566
  keyhole lab --empty --assume aws:SourceIp=203.0.113.7 \\
    --organization organization.yaml --vpc-endpoint vpce-1a2b3c4d=vpc-1a2b3c4d
  keyhole lab write-only-bucket --backend localstack
  keyhole lab --empty --port 4567 --backend endpoint \\
    --endpoint http://127.0.0.1:4566

Scenarios that ship with keyhole are found in any folder: access-points,
denied-access, encryption-migration, key-arn-gotcha, multi-account-access,
multi-region-keys, object-ownership, presigned-uploads, role-chaining,
secure-file-exchange, stated-facts, tag-based-access and write-only-bucket. Your
own of the same name wins.

A root user has the 12-digit account id as access key id and the secret "test":
  AWS_ACCESS_KEY_ID=111111111111 AWS_SECRET_ACCESS_KEY=test \\
    aws --endpoint-url http://127.0.0.1:4566 s3 ls
An AWS service has its name as access key id and the secret "test", such as
AWS_ACCESS_KEY_ID=transfer.amazonaws.com. It may only call AssumeRole.

The lab writes AWS files with a profile for each principal below .cache/lab/
here. Only you can read them, and they are removed when the lab stops.
Other commands in this folder find the lab without its address. A command of
--run finds its own lab by KEYHOLE_LAB.
Each request is one line: the time, who asked for what, and the result.

With --tokens each role that is assumedBy a token of an OpenID Connect provider
gets one in a file, for AWS_WEB_IDENTITY_TOKEN_FILE. It lasts a day, and only
this lab takes it. The AWS CLI keeps sessions in ~/.aws/cli/cache: remove those
of an earlier lab.

--assume states what no account shows, such as aws:SourceIp=203.0.113.7. It
takes the keys and values that assume of scenario.yaml takes, and wins over it.
If a statement tests a fact that is not stated, the request is then refused with
HTTP 501.
--organization takes the form of the member organization of scenario.yaml, with
account ids in quotes for names. Requests to bucket.<id>.localhost come through
a VPC endpoint.

With --mode soft a request that policies deny is performed. Its answer has the
header x-keyhole-would-be: denied, and explain tells why. Signatures, invalid
requests and requests that keyhole cannot decide are refused all the same.

With --https the lab writes its certificate authority below .cache/lab/ here,
for AWS_CA_BUNDLE and NODE_EXTRA_CA_CERTS. Its profiles, as, env and --run name
it. aws:SecureTransport and s3:TlsVersion are then facts of each connection.
Otherwise plain HTTP stands for TLS.

With --watch a saved policy holds at once: objects, keys and sessions stay. If
scenario.yaml changes, the scenario is provisioned anew. A broken document is
told, and the lab keeps the earlier scenario. The examples on the scenario run
beside it, and those that end otherwise than before are named.

The lab keeps web pages out. It refuses host names that are neither this
machine's nor AWS's with UnknownHost; --host-name adds a name. It refuses pages
of another origin with ForeignOrigin, unless the bucket's CORS configuration
admits them, as on S3.
Only this machine may read decisions; --observer adds addresses.

Stopping the lab removes its container. At an endpoint it removes the scenario
and everything made beside it; with --empty it removes nothing.

Exit codes: 0 stopped by an interrupt, 2 an argument or document is invalid;
with --run, that of the command.
`;
