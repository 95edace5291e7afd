import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutBucketEncryptionCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deployStack, type PhysicalIds } from '../../import/testing/deploy-stack.ts';
import { loadScenario } from '../../scenario/document/load-scenario.ts';
import { startLocalstack } from '../../stores/localstack/localstack-container.ts';
import { dockerOrTold } from '../../stores/localstack/testing/docker-or-told.ts';
import { gapsIn, outFolder } from '../testing/imported-sample.ts';
import { matrixCells, namesOfThings, type Thing } from '../testing/matrix-cells.ts';
import { keyholeHere } from '../testing/run-keyhole.ts';

const TEMPLATES = 'support/import/testing/templates';
const ACCOUNTS = {
  security: '111111111111',
  data: '222222222222',
  orders: '333333333333',
  processing: '555555555555',
  ledger: '666666666666',
};

const URL_SUFFIX = ['$', '{AWS::URLSuffix}'].join('');

/** The services and operations that this LocalStack lacks, as the import says it. */
const NOT_THERE =
  /\| (?:dynamodb:ListTables|organizations:DescribeOrganization|s3:GetBucketAbac) was refused: InternalFailure: /;

/** A stack: its account, its template, and the values of its parameters, which may be those of stacks before. */
interface Stack {
  readonly account: keyof typeof ACCOUNTS;
  readonly template: string;
  readonly parameters?: (stacks: Readonly<Record<string, PhysicalIds>>) => Readonly<Record<string, string>>;
  /** The bucket and the key of its encryption, which LocalStack's CloudFormation leaves out. */
  readonly encryption?: (
    own: PhysicalIds,
    stacks: Readonly<Record<string, PhysicalIds>>,
  ) => readonly [string, string];
}

/** Stacks that are deployed in this order, and the file with parameters for the import of the templates. */
interface World {
  readonly stacks: readonly Stack[];
  readonly parameters?: string;
}

const keyArn = (account: keyof typeof ACCOUNTS, id = '') =>
  `arn:aws:kms:eu-west-1:${ACCOUNTS[account]}:key/${id}`;
const processingRole = `arn:aws:iam::${ACCOUNTS.processing}:role/processing`;

const worlds: Readonly<Record<string, World>> = {
  'a ledger with a key policy, a bucket policy, a secret, roles, a user and a group': {
    stacks: [
      {
        account: 'ledger',
        template: 'ledger/ledger.yaml',
        parameters: () => ({ Auditor: '444444444444' }),
        encryption: ({ LedgerBucket = '', LedgerKey }) => [LedgerBucket, keyArn('ledger', LedgerKey)],
      },
    ],
    parameters: 'ledger/parameters.json',
  },
  'three accounts, whose templates name each other': {
    stacks: [
      { account: 'processing', template: 'write-only/processing.json' },
      {
        account: 'security',
        template: 'write-only/security.yaml',
        parameters: () => ({ IntakeAccount: '222222222222', ProcessingRole: processingRole }),
      },
      {
        account: 'data',
        template: 'write-only/intake.yaml',
        parameters: ({ security }) => ({
          KeyArn: keyArn('security', security?.SharedKey),
          ProcessingRole: processingRole,
        }),
        encryption: ({ IntakeBucket = '' }, { security }) => [
          IntakeBucket,
          keyArn('security', security?.SharedKey),
        ],
      },
    ],
    parameters: 'write-only/parameters.json',
  },
  'a template in JSON with conditions, mappings and a secret': {
    stacks: [
      {
        account: 'orders',
        template: 'classic/orders.json',
        parameters: () => ({ DatabasePassword: 'hello' }),
      },
    ],
  },
};

const docker = await dockerOrTold();
const folder = mkdtempSync(join(tmpdir(), 'keyhole-profiles-'));
const before = { ...process.env };

(docker ? describe : describe.skip)(
  'templates that LocalStack deployed, and accounts that were read from it',
  () => {
    const opened = new AsyncDisposableStack();
    let endpoint: string;

    beforeAll(async () => {
      process.env.AWS_SHARED_CREDENTIALS_FILE = join(folder, 'credentials');
      process.env.AWS_CONFIG_FILE = join(folder, 'config');
      const profiles = Object.values(ACCOUNTS).map(
        (id) => `[root-${id}]\naws_access_key_id = ${id}\naws_secret_access_key = test\n`,
      );
      writeFileSync(join(folder, 'credentials'), profiles.join('\n'));
      writeFileSync(join(folder, 'config'), '');
      const SERVICES = 's3,s3control,kms,iam,sts,cloudformation,secretsmanager';
      ({ endpoint } = opened.use(await startLocalstack({ environment: { SERVICES } })));
    }, 120_000);
    afterAll(async () => {
      for (const name of ['AWS_SHARED_CREDENTIALS_FILE', 'AWS_CONFIG_FILE']) {
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
      }
      rmSync(folder, { recursive: true });
      await opened.disposeAsync();
    });

    /** Deploys the stacks of a world; returns the ids of their resources by account. */
    async function deployed({ stacks }: World): Promise<Readonly<Record<string, PhysicalIds>>> {
      const made: Record<string, PhysicalIds> = {};
      for (const { account, template, parameters, encryption } of stacks) {
        const accountId = ACCOUNTS[account];
        const own = await deployStack(endpoint, {
          name: template.replaceAll(/\W/g, '-'),
          accountId,
          // The suffix of LocalStack's hosts is not AWS's, and no service of AWS has a principal with it.
          template: readFileSync(join(TEMPLATES, template), 'utf8').replaceAll(URL_SUFFIX, 'amazonaws.com'),
          parameters: parameters?.(made) ?? {},
        });
        made[account] = own;
        const encrypted = encryption?.(own, made);
        if (encrypted !== undefined) await encrypt(accountId, ...encrypted);
      }
      return made;
    }

    /** Sets the default encryption of a bucket. */
    async function encrypt(accountId: string, Bucket: string, KMSMasterKeyID: string): Promise<void> {
      const credentials = { accessKeyId: accountId, secretAccessKey: 'test' };
      const s3 = new S3Client({ endpoint, region: 'eu-west-1', credentials, forcePathStyle: true });
      const ApplyServerSideEncryptionByDefault = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID } as const;
      const Rules = [{ ApplyServerSideEncryptionByDefault, BucketKeyEnabled: true }];
      await s3.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
      s3.destroy();
    }

    test.each(Object.entries(worlds))(
      'have the same matrix, cell by cell: %s',
      async (_, world) => {
        const ids = await deployed(world);
        const used = [...new Set(world.stacks.map(({ account }) => account))];
        using live = outFolder();
        const profiles = used.flatMap((name) => ['--account', `${name}=root-${ACCOUNTS[name]}`]);
        const read = await keyholeHere(
          'import',
          'aws',
          ...profiles,
          '--endpoint',
          endpoint,
          '--out',
          live.out,
        );
        expect({
          exitCode: read.exitCode,
          gaps: gapsIn(live.out).filter((gap) => !NOT_THERE.test(gap)),
        }).toEqual({
          exitCode: 0,
          gaps: [],
        });

        using templates = outFolder();
        const given = world.stacks.flatMap(({ account, template }) => [
          '--account',
          `${account}=${ACCOUNTS[account]}:${join(TEMPLATES, template)}`,
        ]);
        const parameters =
          world.parameters === undefined ? [] : ['--parameters', join(TEMPLATES, world.parameters)];
        const written = await keyholeHere(
          'import',
          'cloudformation',
          ...given,
          ...parameters,
          '--out',
          templates.out,
        );
        expect({ exitCode: written.exitCode, gaps: gapsIn(templates.out) }).toEqual({
          exitCode: 0,
          gaps: [],
        });

        const logical = ({ account, id }: Thing) => {
          const found = Object.entries(ids[account] ?? {}).find(
            ([, own]) => id === own || id.endsWith(`/${own}`) || id.endsWith(`:${own}`),
          );
          return `${account} ${found?.[0] ?? `unknown: ${id}`}`;
        };
        const ofAccounts = await matrixCells(
          loadScenario(live.root, 'own'),
          namesOfThings(live.out, logical),
        );
        const ofTemplates = await matrixCells(
          loadScenario(templates.root, 'own'),
          namesOfThings(templates.out, ({ account, id }) => `${account} ${id}`),
        );
        expect(ofAccounts).toEqual(ofTemplates);
        expect(
          Object.values(ofTemplates).filter((cell) => cell.startsWith('allowed')).length,
        ).toBeGreaterThan(5);
      },
      120_000,
    );
  },
);
