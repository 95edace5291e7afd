import { type Command, InvalidArgumentError } from 'commander';
import { parseCidr } from '../../aws/cidr.ts';
import { addBackend } from '../add-backend.ts';
import { collectValues } from '../repeatable-option.ts';
import type { LabOptions } from './lab-command.ts';

/** Adds `keyhole lab` to the command line. */
export function addLab(program: Command, finish: (exitCode: number) => void): void {
  const lab = program
    .command('lab')
    .description('Start the gateway for any AWS client, until interrupted.')
    .argument('[scenario]', 'a scenario to provision, by its name in scenarios/')
    .option('--scenarios <folder>', 'folder of the documented worlds (default: scenarios/ here)')
    .option('--empty', 'start with nothing provisioned')
    .option('-p, --port <number>', 'port to listen on; 0 takes a free one', port, 4566)
    .option(
      '--kms-quota <account=number>',
      'requests a second that KMS serves an account; again for more',
      collectValues,
    )
    .option('--host <address>', 'address to listen on; 0.0.0.0 for all of this machine', '127.0.0.1')
    .option(
      '--host-name <name>',
      'a further host name that the lab answers to, such as the name of a Docker Compose service; again for more',
      hostName,
    )
    .option(
      '--observer <address>',
      'an IP address or range that may read decisions (explain, trail) besides this machine; again for more',
      observer,
    )
    .addHelpText('after', labHelp)
    .action(async (scenario: string | undefined, options: Omit<LabOptions, 'scenario'>) => {
      const { runLab } = await import('./lab-command.ts');
      finish(await runLab({ scenario, ...options }));
    });
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
  keyhole lab --empty --port 4566
  keyhole lab write-only-bucket
  keyhole lab write-only-bucket --backend localstack
  keyhole lab --empty --port 4567 --backend endpoint --endpoint http://127.0.0.1:4566

A root user's credentials are the 12-digit account id and the secret "test":
  AWS_ACCESS_KEY_ID=111111111111 AWS_SECRET_ACCESS_KEY=test aws --endpoint-url http://127.0.0.1:4566 s3 ls
An AWS service's are its name and "test": AWS_ACCESS_KEY_ID=transfer.amazonaws.com, for AssumeRole only.

Web pages are kept out. A host name that is neither this machine's nor AWS's is refused with UnknownHost, unless
--host-name gives it. A page of another origin is refused with ForeignOrigin; a bucket's CORS configuration lets pages
read and write its objects, as on S3. Decisions are told to this machine, and to the addresses that --observer gives.

A container goes with the lab. At an endpoint a scenario is removed again, with what was made beside it; what is made in
an empty lab stays there.

Exit codes: 0 stopped by an interrupt, 2 something given cannot be used.
`;
