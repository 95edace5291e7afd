import { type Command, Option } from 'commander';
import { collectValues } from '../repeatable-option.ts';

/** Adds the options of `keyhole lab` about its contents: saves, facts, connections and the enforcement of policies. */
export function addWorldOptions(lab: Command, port: (text: string) => number): void {
  lab
    .option('--watch', 'take the scenario again when scenario.yaml or a policy document is saved')
    .addOption(
      new Option(
        '--mode <mode>',
        'soft performs what policies deny, and marks it (default: enforce)',
      ).choices(['enforce', 'soft']),
    )
    .option('--https', 'serve TLS, with a certificate authority of this lab alone')
    .option('--plain-port <number>', 'also serve plain HTTP there, which policies see as such', port)
    .option('--assume <key=value>', 'a fact about all requests; may be repeated', collectValues)
    .option('--organization <file>', 'the organization of the accounts, as YAML')
    .option(
      '--vpc-endpoint <id=vpc>',
      'a VPC endpoint for S3, and =policy.json for its policy; may be repeated',
      collectValues,
    );
}
