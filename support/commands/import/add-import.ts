import type { Command } from 'commander';
import { collectValues } from '../repeatable-option.ts';
import type { AwsOptions } from './import-aws.ts';
import type { CloudFormationOptions } from './import-cloudformation.ts';
import type { TerraformOptions } from './import-terraform.ts';

/** Adds `keyhole import` to the command line. */
export function addImport(program: Command, finish: (exitCode: number) => void): void {
  const command = program
    .command('import')
    .description('Write a scenario of what CloudFormation, Terraform or an account describes.')
    .addHelpText('after', importHelp);
  withOutput(
    command
      .command('cloudformation')
      .description('Import templates of CloudFormation or SAM, or the folder cdk.out of a CDK app.')
      .argument('[files...]', 'templates in YAML or JSON, or folders that cdk synth wrote')
      .requiredOption(
        '--account <name=id[:file...]>',
        'an account, and the templates that are its; may be repeated',
        collectValues,
      )
      .option('--parameters <file>', 'values of parameters, in JSON or YAML; may be repeated', collectValues),
  )
    .addHelpText('after', cloudFormationHelp)
    .action(async (files: string[], options: Partial<CloudFormationOptions> & { out: string }) => {
      const { runImportCloudFormation } = await import('./import-cloudformation.ts');
      finish(runImportCloudFormation(files, { ...DEFAULTS, account: [], parameters: [], ...options }));
    });
  addTerraform(command, finish);
  addAws(command, finish);
}

function addTerraform(command: Command, finish: (exitCode: number) => void): void {
  withOutput(
    command
      .command('terraform')
      .description('Import a plan or a state of Terraform or OpenTofu.')
      .argument('<file>', 'the output of terraform show -json')
      .requiredOption(
        '--account <name=id[:alias...]>',
        'an account, and the aliases of its providers; may be repeated',
        collectValues,
      )
      .option('--source <folder>', "the configuration that was planned, if not in the plan's folder"),
  )
    .addHelpText('after', terraformHelp)
    .action(async (file: string, options: Partial<TerraformOptions> & { out: string }) => {
      const { runImportTerraform } = await import('./import-terraform.ts');
      finish(runImportTerraform(file, { ...DEFAULTS, account: [], ...options }));
    });
}

function addAws(command: Command, finish: (exitCode: number) => void): void {
  const aws = command
    .command('aws')
    .description('Import accounts as they are, with operations that only read.')
    .requiredOption(
      '--account <name=profile>',
      'an account, and the profile of its credentials; may be repeated',
      collectValues,
    )
    .option('--endpoint <url>', "the address of a lab or an emulator, in place of AWS's")
    .option(
      '--surroundings <scenario>',
      'a scenario whose organization, VPC endpoints and account settings hold; none is read then',
    )
    .option(
      '--authorization-details <file>',
      'users and roles as get-account-authorization-details wrote them; may be repeated',
      collectValues,
    );
  for (const kind of ['bucket', 'key', 'role', 'secret', 'table', 'user'])
    aws.option(`--${kind} <name>`, `begin with this ${kind}, by name or ARN; may be repeated`, collectValues);
  withOutput(aws)
    .addHelpText('after', awsHelp)
    .action(async (options: Partial<AwsOptions> & { out: string }) => {
      const { runImportAws } = await import('./import-aws.ts');
      finish(
        await runImportAws({
          ...DEFAULTS,
          ...NOTHING_ASKED,
          account: [],
          authorizationDetails: [],
          ...options,
        }),
      );
    });
}

const NOTHING_ASKED = { bucket: [], key: [], role: [], secret: [], table: [], user: [] };

const DEFAULTS = { region: 'eu-west-1', strict: false, force: false, json: false };

/** Adds the options that every source has. */
function withOutput(command: Command): Command {
  return command
    .requiredOption('--out <folder>', 'the folder of the scenario, such as scenarios/data-lake')
    .option('--region <region>', 'the region of its keys and buckets', DEFAULTS.region)
    .option('--strict', 'exit with 1 if something was not understood')
    .option('--force', 'overwrite files that were edited after the import before')
    .option('--json', 'print the report as JSON');
}

const importHelp = `
A scenario of your own can read the same sources at each run: see "from" in
scenarios/README.md.
`;

const exitCodesHelp = `
Nothing secret is read: values of secrets and of NoEcho parameters are left out.
What is not understood is listed with file and line, and in import.json.
A second import into the same folder says what changed.

Exit codes: 0 imported, 1 the scenario cannot be used yet, or --strict and
something was not understood, 2 an argument or a source is invalid.
`;

const cloudFormationHelp = `
Examples:
  keyhole import cloudformation template.yaml --account data=222222222222 \\
    --out scenarios/data
  keyhole import cloudformation --account security=111111111111:security.yaml \\
    --account intake=222222222222:intake.yaml --parameters parameters.json \\
    --out scenarios/intake
  keyhole import cloudformation cdk.out --account data=222222222222 \\
    --out scenarios/data

A value of a parameter may name an attribute in another template:
  { "KeyArn": "\${security.SharedKey.Arn}" }
${exitCodesHelp}`;

const terraformHelp = `
Examples:
  terraform plan -out plan.out && terraform show -json plan.out > plan.json
  keyhole import terraform plan.json --account data=222222222222 \\
    --out scenarios/data
  keyhole import terraform plan.json --account data=222222222222:default \\
    --account security=111111111111:security --out scenarios/data

A plan leaves out how values are made that are known after apply, such as a
policy that the configuration encodes as JSON. The configuration itself is read
in the folder of the plan, or in that of --source.

The provider without an alias is named default. A state does not tell providers:
name addresses of modules or resources instead, as in
--account security=111111111111:module.keys.
${exitCodesHelp}`;

const awsHelp = `
Examples:
  keyhole import aws --account data=data-readonly --out scenarios/data
  keyhole import aws --account data=data-readonly --account keys=keys-readonly \\
    --bucket acme-reports --out scenarios/reports

Nothing is changed in an account. Reading begins with what the options name, and
follows what policies name; without such an option, all of each account is read.

The organization and its control policies are read with the credentials of its
management account, or of a delegated administrator. Without these, state them:
--surroundings takes the name or folder of a scenario. VPC endpoints are not
read: it states them too.
${exitCodesHelp}`;
