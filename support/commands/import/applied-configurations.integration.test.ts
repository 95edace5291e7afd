import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { plugins, terraform } from '../../clients/testing/terraform.ts';
import { run } from '../../gateway/proof/real-clients/client-process.ts';
import { describeWithClient } from '../../gateway/proof/real-clients/with-client.ts';
import { startLab } from '../../gateway/serving/lab.ts';
import { projectRoot } from '../../node/own-file.ts';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import { gapsIn } from '../testing/imported-sample.ts';
import { inTemporaryFolder } from '../testing/in-folder.ts';
import { type Cells, matrixCells, namesOfThings, type Thing } from '../testing/matrix-cells.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const PROGRESS = /^keyhole: reading the accounts …\n/;

/** A configuration: its folder, and the account of each provider's alias. */
interface Configuration {
  readonly folder: string;
  readonly accounts: Readonly<Record<string, { readonly id: string; readonly alias: string }>>;
  /** The addresses in a state that belong to accounts, since a state does not tell providers. */
  readonly inState: Readonly<Record<string, readonly string[]>>;
  /** The values that a plan does not tell. */
  readonly gapsOfPlan: readonly RegExp[];
}

const configurations: Readonly<Record<string, Configuration>> = {
  records: {
    folder: 'support/clients/terraform',
    accounts: {
      intake: { id: '222222222222', alias: 'intake' },
      security: { id: '111111111111', alias: 'security' },
    },
    inState: {
      security: [
        'aws_kms_key.shared',
        'aws_kms_alias.shared',
        'aws_iam_openid_connect_provider.github',
        'aws_iam_role.deployer',
        'aws_organizations_organization.whole',
        'aws_organizations_organizational_unit.workloads',
        'aws_organizations_account.archive',
        'aws_organizations_policy.guard',
        'aws_organizations_policy_attachment.guard',
      ],
    },
    // The root is that of the organization, whose id is not known yet.
    gapsOfPlan: [
      /aws_organizations_organizational_unit\.workloads \| parent_id \| .* \| the unit is below the root here$/,
    ],
  },
  partners: {
    folder: 'support/import/testing/configurations/partners',
    accounts: {
      data: { id: '222222222222', alias: 'default' },
      security: { id: '111111111111', alias: 'security' },
    },
    inState: { security: ['aws_kms_key.reports', 'aws_kms_key_policy.reports', 'aws_kms_alias.reports'] },
    gapsOfPlan: [],
  },
};

describeWithClient(terraform, (command) => {
  const folder = inTemporaryFolder();

  beforeAll(async () => {
    const mirror = `provider_installation {\n  filesystem_mirror {\n    path = "${plugins}"\n  }\n}\n`;
    await writeFile('terraform.rc', mirror);
  });
  beforeAll(async () => {
    const ids = ['111111111111', '222222222222'];
    const profiles = ids.map(
      (id) => `[root-${id}]\naws_access_key_id = ${id}\naws_secret_access_key = test\n`,
    );
    await writeFile('credentials', profiles.join('\n'));
    await writeFile('config', '');
    process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder(), 'credentials');
    process.env.AWS_CONFIG_FILE = join(folder(), 'config');
  });
  afterAll(async () => {
    delete process.env.AWS_SHARED_CREDENTIALS_FILE;
    delete process.env.AWS_CONFIG_FILE;
  });

  /** `terraform <words>` in a folder; returns what it writes. */
  async function told(name: string, words: string): Promise<string> {
    const env = {
      PATH: process.env.PATH ?? '',
      HOME: folder(),
      LC_ALL: 'C.UTF-8',
      AWS_EC2_METADATA_DISABLED: 'true',
      TF_CLI_CONFIG_FILE: join(folder(), 'terraform.rc'),
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
    };
    const { exitCode, stdout, stderr } = await run(command, words.split(' '), {
      cwd: join(folder(), name),
      env,
    });
    expect(`${words}: ${exitCode} ${stderr}`.trim()).toBe(`${words}: 0`);
    return stdout;
  }

  /** The providers of a configuration, which sign as root users and ask the lab. */
  function providersOf({ accounts }: Configuration, endpoint: string): string {
    const services = ['s3', 'kms', 'iam', 'sts', 'secretsmanager', 'dynamodb', 'organizations'];
    const endpoints = services.map((service) => `    ${service} = "${endpoint}"`).join('\n');
    return Object.values(accounts)
      .map(({ id, alias }) => {
        const own = alias === 'default' ? '' : `  alias = "${alias}"\n`;
        return `provider "aws" {\n${own}  access_key = "${id}"\n  secret_key = "test"\n  region = "eu-west-1"\n  s3_use_path_style = true\n  endpoints {\n${endpoints}\n  }\n}\n`;
      })
      .join('\n');
  }

  async function cellsOf(name: string, nameOf: (thing: Thing) => string): Promise<Cells> {
    return await matrixCells(loadScenario(folder(), name), namesOfThings(join(folder(), name), nameOf));
  }

  test.each(Object.entries(configurations))(
    'applies %s: its plan, its state and the accounts have the same matrix, cell by cell',
    async (name, configuration) => {
      const { accounts, inState, gapsOfPlan } = configuration;
      await using lab = await startLab();
      await mkdir(name);
      const source = join(projectRoot, configuration.folder);
      await cp(source, name, { recursive: true });
      // An override replaces the providers that the configuration has; one without any gets them so.
      const hasProviders = name === 'partners';
      await writeFile(
        join(name, hasProviders ? 'providers_override.tf' : 'providers.tf'),
        providersOf(configuration, lab.endpoint),
      );
      await told(name, 'init -no-color -input=false');
      await told(name, 'plan -out plan.out -no-color -input=false');
      await writeFile(`${name}/applied-plan.json`, await told(name, 'show -json plan.out'));
      await told(name, 'apply -no-color -input=false plan.out');
      const state = await told(name, 'show -json');
      await writeFile(`${name}/applied-state.json`, state);

      const ids = Object.entries(accounts).map(([account, { id }]) => [account, id] as const);
      const aliases = Object.entries(accounts).flatMap(([account, { id, alias }]) => [
        '--account',
        `${account}=${id}:${alias}`,
      ]);
      const addresses = ids.flatMap(([account, id]) => [
        '--account',
        [`${account}=${id}`, ...(inState[account] ?? [])].join(':'),
      ]);
      const profiles = ids.flatMap(([account, id]) => ['--account', `${account}=root-${id}`]);
      const ofPlan = await keyholeHere(
        'import',
        'terraform',
        `${name}/applied-plan.json`,
        ...aliases,
        '--source',
        source,
        '--out',
        `${name}-plan`,
      );
      const ofState = await keyholeHere(
        'import',
        'terraform',
        `${name}/applied-state.json`,
        ...addresses,
        '--out',
        `${name}-state`,
      );
      const live = await keyholeHere(
        'import',
        'aws',
        ...profiles,
        '--endpoint',
        lab.endpoint,
        '--out',
        `${name}-live`,
      );
      expect(
        [ofPlan, ofState, live].map(({ exitCode, stderr }) => ({
          exitCode,
          told: stderr.replace(PROGRESS, ''),
        })),
      ).toEqual(Array.from({ length: 3 }, () => ({ exitCode: 0, told: '' })));
      expect(gapsIn(`${name}-plan`)).toEqual(gapsOfPlan.map((gap) => expect.stringMatching(gap)));
      expect(gapsIn(`${name}-state`)).toEqual([]);

      const addressOf = addressesIn(JSON.parse(state));
      const byAddress = ({ account, id }: Thing) => `${account} ${id}`;
      const cells = await cellsOf(`${name}-live`, ({ account, id }) => `${account} ${addressOf(id)}`);
      expect(await cellsOf(`${name}-state`, byAddress)).toEqual(cells);
      expect(await cellsOf(`${name}-plan`, byAddress)).toEqual(cells);
      expect(Object.values(cells).filter((cell) => cell.startsWith('allowed')).length).toBeGreaterThan(5);
    },
    480_000,
  );
});

/** Finds the address of the resource with an ARN, in a state as JSON. */
function addressesIn({ values }: { readonly values: { readonly root_module: Module } }) {
  const all = resourcesIn(values.root_module);
  return (arn: string): string => {
    const found = all.find(
      ({ address, values: own }) => own.arn === arn && /^(?:module\..*\.)?aws_/.test(address),
    );
    return found?.address ?? `unknown: ${arn}`;
  };
}

/** A module of a state. */
interface Module {
  readonly resources?: readonly { readonly address: string; readonly values: { readonly arn?: string } }[];
  readonly child_modules?: readonly Module[];
}

function resourcesIn({
  resources = [],
  child_modules: modules = [],
}: Module): NonNullable<Module['resources']> {
  return [...resources, ...modules.flatMap(resourcesIn)];
}
