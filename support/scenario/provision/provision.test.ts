import { join } from 'node:path';
import { DescribeKeyCommand, GetKeyPolicyCommand, ListAliasesCommand } from '@aws-sdk/client-kms';
import {
  GetBucketEncryptionCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../gateway/serving/lab.ts';
import { Actors } from '../cast/actors.ts';
import { castNames } from '../cast/cast-names.ts';
import { loadScenario } from '../document/load-scenario.ts';
import { provision } from './provision.ts';
import { pointAlias, removeKeyStatement, replaceBucketPolicy, replaceKeyPolicy } from './rearrange.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..', 'scenarios');

let lab: Lab;
beforeEach(async () => {
  lab = await startLab();
});
afterEach(async () => {
  await lab[Symbol.asyncDispose]();
});

async function keyPolicy(provisioned: Awaited<ReturnType<typeof provision>>): Promise<string> {
  const { kms } = provisioned.root('security');
  const { Policy } = await kms.send(new GetKeyPolicyCommand({ KeyId: provisioned.value('keys.shared.id') }));
  return Policy ?? '';
}

describe('provision', () => {
  test('creates what the scenario documents, placeholders filled in', async () => {
    const provisioned = await provision(loadScenario(ROOT, 'write-only-bucket'), lab.endpoint);
    const { s3 } = provisioned.root('intake');
    const Bucket = 'my-write-only-bucket';

    const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    expect(ServerSideEncryptionConfiguration?.Rules?.[0]?.ApplyServerSideEncryptionByDefault).toEqual({
      SSEAlgorithm: 'aws:kms',
      KMSMasterKeyID: provisioned.value('keys.shared.arn'),
    });
    const { Policy } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    expect(JSON.parse(Policy ?? '')).toEqual(JSON.parse(provisioned.policy('added/bucket-policy.json')));
    const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(PublicAccessBlockConfiguration?.BlockPublicPolicy).toBe(true);
    expect(await keyPolicy(provisioned)).toBe(provisioned.policy('added/key-policy.json'));
  });

  test('gives each account its own key of the same alias', async () => {
    const provisioned = await provision(loadScenario(ROOT, 'key-arn-gotcha'), lab.endpoint);
    for (const [account, key] of [
      ['account-1', 'key-1'],
      ['account-2', 'key-2'],
    ] as const) {
      const { Aliases = [] } = await provisioned.root(account).kms.send(new ListAliasesCommand({}));
      const alias = Aliases.find(({ AliasName }) => AliasName === 'alias/my-key');
      expect(alias?.TargetKeyId).toBe(provisioned.value(`keys.${key}.id`));
    }
  });

  test('a key whose material comes from elsewhere has it, and is ready', async () => {
    const provisioned = await provision(loadScenario(ROOT, 'multi-account-access'), lab.endpoint);
    const { KeyMetadata } = await provisioned
      .root('data')
      .kms.send(new DescribeKeyCommand({ KeyId: provisioned.value('keys.imported.id') }));
    expect(KeyMetadata).toMatchObject({ Origin: 'EXTERNAL', KeyState: 'Enabled' });
  });

  test('a user is called what IAM is to call it, in policies too', async () => {
    const provisioned = await provision(loadScenario(ROOT, 'secure-file-exchange'), lab.endpoint);
    const { clients } = await new Actors(provisioned).as({ kind: 'named', name: 'company' });
    const { Arn } = await clients.sts.send(new GetCallerIdentityCommand({}));
    expect(Arn).toBe('arn:aws:iam::111111111111:user/you');
    expect(provisioned.value('users.company.arn')).toBe(Arn);
    expect(castNames(provisioned)(Arn ?? '')).toBe('the company');
  });

  test('a bucket has the object ownership that the scenario gives it, or the one of new buckets', async () => {
    const provisioned = await provision(loadScenario(ROOT, 'secure-file-exchange'), lab.endpoint);
    const { s3 } = provisioned.root('company');
    const ownership = async (Bucket: string) => {
      const { OwnershipControls } = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
      return OwnershipControls?.Rules?.[0]?.ObjectOwnership;
    };
    expect(await ownership('to-client')).toBe('BucketOwnerEnforced');
    expect(await ownership('to-client-before-2023')).toBe('ObjectWriter');
  });

  test('a resource that cannot be created is named, as a fault of the set-up', async () => {
    const scenario = loadScenario(ROOT, 'key-arn-gotcha');
    await provision(scenario, lab.endpoint);
    await expect(provision(scenario, lab.endpoint)).rejects.toMatchObject({
      code: 'setup-failed',
      message: expect.stringMatching(
        /^scenarios\/key-arn-gotcha\/scenario\.yaml: could not create the user \S+: EntityAlreadyExists/,
      ),
    });
  });
});

describe('actors', () => {
  test('a role that a role assumes acts from a session of that role', async () => {
    const actors = new Actors(await provision(loadScenario(ROOT, 'multi-account-access'), lab.endpoint));
    const { arn } = await actors.as({ kind: 'named', name: 'guest' });
    expect(arn).toBe('arn:aws:sts::123412341234:assumed-role/guest/spec');
    const assumed = lab.decisionLog.records().filter(({ operation }) => operation === 'AssumeRole');
    expect(assumed.map(({ principal }) => principal)).toContainEqual(
      expect.objectContaining({ arn: 'arn:aws:sts::111122223333:assumed-role/compute/spec' }),
    );
  });

  test('act as who they are', async () => {
    const actors = new Actors(await provision(loadScenario(ROOT, 'write-only-bucket'), lab.endpoint));
    for (const member of [
      { kind: 'root', account: 'intake' },
      { kind: 'named', name: 'outsider' },
      { kind: 'named', name: 'transfer' },
      { kind: 'named', name: 'auditor' },
    ] as const) {
      const { clients, arn, accountId } = await actors.as(member);
      expect(await clients.sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
        Arn: arn,
        Account: accountId,
      });
    }
  });

  test('are made once', async () => {
    const actors = new Actors(await provision(loadScenario(ROOT, 'write-only-bucket'), lab.endpoint));
    const member = { kind: 'named', name: 'transfer' } as const;
    expect(await actors.as(member)).toBe(await actors.as(member));
  });
});

describe('rearranging', () => {
  test('a statement is taken out by its Sid, the others stay', async () => {
    const provisioned = await provision(loadScenario(ROOT, 'write-only-bucket'), lab.endpoint);
    const before = JSON.parse(await keyPolicy(provisioned)).Statement;
    await removeKeyStatement(provisioned, 'shared', 'Allow Decryption with the key');
    const after = JSON.parse(await keyPolicy(provisioned)).Statement;
    expect(after).toEqual(
      before.filter(({ Sid }: { Sid: string }) => Sid !== 'Allow Decryption with the key'),
    );
    expect(after).toHaveLength(3);
  });

  test.each([
    [
      'a statement',
      removeKeyStatement,
      'Allow Decription with the key',
      /no statement "Allow Decription with the key"; did you mean "Allow Decryption with the key"/,
    ],
    [
      'a key',
      (provisioned, sid) => removeKeyStatement(provisioned, 'sharde', sid),
      'x',
      /there is no key "sharde"; did you mean "shared"/,
    ],
    [
      'a document',
      (provisioned, _, name) => replaceBucketPolicy(provisioned, 'write-only', name),
      'only-the-sharde-key',
      /no policy document "only-the-sharde-key"; did you mean "only-the-shared-key"/,
    ],
  ] as const satisfies readonly (readonly [
    string,
    (provisioned: Awaited<ReturnType<typeof provision>>, key: string, name: string) => Promise<void>,
    string,
    RegExp,
  ])[])('%s that does not exist fails with the nearest', async (_, rearrange, name, message) => {
    const provisioned = await provision(loadScenario(ROOT, 'write-only-bucket'), lab.endpoint);
    await expect(rearrange(provisioned, 'shared', name)).rejects.toThrow(message);
  });

  test('a key policy that locks every principal out is set only past the lockout check', async () => {
    const provisioned = await provision(loadScenario(ROOT, 'secure-file-exchange'), lab.endpoint);
    const document = 'first-published-key-policy';
    await expect(
      replaceKeyPolicy(provisioned, 'to-client', { document, bypassLockoutCheck: false }),
    ).rejects.toThrow('will not allow you to update the key policy in the future');
    await replaceKeyPolicy(provisioned, 'to-client', { document, bypassLockoutCheck: true });
    const KeyId = provisioned.value('keys.to-client.id');
    await expect(provisioned.root('company').kms.send(new GetKeyPolicyCommand({ KeyId }))).rejects.toThrow(
      'no resource-based policy allows the kms:GetKeyPolicy action',
    );
  });

  test('an alias is moved where it exists and made where it does not', async () => {
    const provisioned = await provision(loadScenario(ROOT, 'key-arn-gotcha'), lab.endpoint);
    await pointAlias(provisioned, 'account-2', { alias: 'alias/my-key', key: 'key-3' });
    await pointAlias(provisioned, 'account-2', { alias: 'alias/new', key: 'key-2' });
    const { Aliases = [] } = await provisioned.root('account-2').kms.send(new ListAliasesCommand({}));
    expect(Object.fromEntries(Aliases.map(({ AliasName, TargetKeyId }) => [AliasName, TargetKeyId]))).toEqual(
      {
        'alias/my-key': provisioned.value('keys.key-3.id'),
        'alias/new': provisioned.value('keys.key-2.id'),
      },
    );
  });
});

test.each([
  ['first-published', 'to-client'],
  ['second-published', 'from-client'],
])('the corrected key policies hold what the %s one says, for the %s key', (published, key) => {
  const { policies } = loadScenario(ROOT, 'secure-file-exchange');
  const said = (path: string): readonly object[] =>
    JSON.parse(
      (policies.get(path) ?? '')
        .replaceAll(/\{\{users\.company\.arn\}\}/g, 'arn:aws:iam::{{accounts.company.id}}:user/you')
        .replaceAll(/\{\{users\.client\.arn\}\}/g, 'arn:aws:iam::{{accounts.company.id}}:user/client'),
    ).Statement.map(({ Sid: _, ...statement }: { Sid: string }) => statement);
  const [administration, ...usage] = said(`corrected/${key}-key-policy.json`);
  expect(usage).toEqual(said(`policies/${published}-key-policy.json`));
  expect(JSON.stringify(administration)).not.toMatch(/Encrypt|Decrypt|Generate|Grant|"kms:\*"|Create\*/);
});

test('the completed key policy holds the published statements word for word', () => {
  const { policies } = loadScenario(ROOT, 'write-only-bucket');
  const statements = (path: string): readonly unknown[] => JSON.parse(policies.get(path) ?? '').Statement;
  const completed = statements('added/key-policy.json');
  expect(completed).toEqual(expect.arrayContaining([...statements('policies/key-policy-statements.json')]));
});
