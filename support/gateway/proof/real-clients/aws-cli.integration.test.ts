import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Lab, startLab } from '../../serving/lab.ts';
import { type ClientCredentials, clientEnvironment, type Ended, run } from './client-process.ts';
import { describeWithClient } from './with-client.ts';
import {
  createWriteOnlyBucket,
  intake,
  processing,
  region,
  rootOf,
  security,
  type WriteOnlyBucket,
} from './write-only-bucket.ts';

const cli = { name: 'The AWS CLI', variable: 'KEYHOLE_AWS_CLI', command: 'aws', probe: ['--version'] };

// Each command starts an interpreter of its own.
const foreignKey =
  'because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access';

describeWithClient(cli, (command) => {
  let lab: Lab;
  let scenario: WriteOnlyBucket;
  let directory: string;

  beforeAll(async () => {
    lab = await startLab();
    directory = await mkdtemp(join(tmpdir(), 'keyhole-aws-cli-'));
    scenario = await createWriteOnlyBucket(lab.endpoint);
    await writeFile(join(directory, 'hello.txt'), 'hello!\n');
  });
  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
    await rm(directory, { recursive: true });
  });

  /** `aws <words>`, as these credentials. */
  function aws(credentials: ClientCredentials, words: string): Promise<Ended> {
    const args = ['--endpoint-url', lab.endpoint, ...words.split(' ')];
    return run(command, args, { cwd: directory, env: clientEnvironment(credentials, region) });
  }

  async function succeeds(credentials: ClientCredentials, words: string): Promise<string> {
    const { exitCode, stdout, stderr } = await aws(credentials, words);
    expect(`${exitCode} ${stderr}`.trim()).toBe('0');
    return stdout;
  }

  describe('in the scenario write-only-bucket', () => {
    test('uploads, lists, and cannot read what it has written', async () => {
      const put = await succeeds(scenario.transfer, 's3 cp hello.txt s3://my-write-only-bucket/');
      expect(put).toContain('upload: ./hello.txt to s3://my-write-only-bucket/hello.txt');

      const listed = await succeeds(scenario.transfer, 's3 ls s3://my-write-only-bucket/hello.txt');
      expect(listed).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d +7 hello\.txt\n$/);

      const got = await aws(scenario.transfer, 's3 cp s3://my-write-only-bucket/hello.txt copy.txt');
      expect(got.exitCode).toBe(1);
      expect(got.stderr).toContain('download failed: s3://my-write-only-bucket/hello.txt to ./copy.txt');
      expect(got.stderr).toContain(
        'An error occurred (AccessDenied) when calling the GetObject operation: ' +
          `User: arn:aws:iam::${intake}:user/transfer is not authorized to perform: kms:Decrypt ` +
          `on the resource associated with this ciphertext ${foreignKey}`,
      );
      await expect(readFile(join(directory, 'copy.txt'))).rejects.toMatchObject({ code: 'ENOENT' });
    });

    test("is refused as the intake account's root user, too", async () => {
      await succeeds(rootOf(intake), 's3 cp hello.txt s3://my-write-only-bucket/root.txt');
      const got = await aws(rootOf(intake), 's3 cp s3://my-write-only-bucket/root.txt root.txt');
      expect(got.exitCode).toBe(1);
      expect(got.stderr).toContain(
        `(AccessDenied) when calling the GetObject operation: User: arn:aws:iam::${intake}:root is not authorized to perform: kms:Decrypt`,
      );
    });

    test('reads as the processing account', async () => {
      await succeeds(scenario.transfer, 's3 cp hello.txt s3://my-write-only-bucket/for-reader.txt');
      await succeeds(scenario.reader, 's3 cp s3://my-write-only-bucket/for-reader.txt read.txt');
      expect(await readFile(join(directory, 'read.txt'), 'utf8')).toBe('hello!\n');
    });

    test('is refused writing as the processing account', async () => {
      const put = await aws(scenario.reader, 's3 cp hello.txt s3://my-write-only-bucket/no.txt');
      expect(put.exitCode).toBe(1);
      expect(put.stderr).toContain('(AccessDenied) when calling the PutObject operation: Access Denied');
    });

    test('shows the key that an object is under, without being able to use it', async () => {
      await succeeds(scenario.transfer, 's3 cp hello.txt s3://my-write-only-bucket/shown.txt');
      const head = await succeeds(
        scenario.transfer,
        's3api head-object --bucket my-write-only-bucket --key shown.txt --output text --query [ServerSideEncryption,SSEKMSKeyId]',
      );
      expect(head.trim().split('\t')).toEqual(['aws:kms', scenario.keyArn]);
    });

    test('removes what it cannot read', async () => {
      await succeeds(scenario.transfer, 's3 cp hello.txt s3://my-write-only-bucket/removed.txt');
      await succeeds(scenario.transfer, 's3 rm s3://my-write-only-bucket/removed.txt');
      const listed = await aws(scenario.transfer, 's3 ls s3://my-write-only-bucket/removed.txt');
      expect(listed).toMatchObject({ exitCode: 1, stdout: '' });
    });

    test('is refused on the part of an upload too large for one request', async () => {
      await writeFile(join(directory, 'large.bin'), Buffer.alloc(9 * 1024 * 1024, 'x'));
      const put = await aws(scenario.transfer, 's3 cp large.bin s3://my-write-only-bucket/');
      expect(put.exitCode).toBe(1);
      expect(put.stderr).toContain(
        'An error occurred (AccessDenied) when calling the UploadPart operation: ' +
          `User: arn:aws:iam::${intake}:user/transfer is not authorized to perform: kms:Decrypt`,
      );
    });
  });

  describe('reaches the other services', () => {
    test.each<[string, () => ClientCredentials, string, string]>([
      ['STS', () => scenario.reader, 'sts get-caller-identity', `arn:aws:iam::${processing}:user/reader`],
      ['IAM', () => rootOf(intake), 'iam list-users --query Users[].UserName --output text', 'transfer'],
      [
        'IAM for documents',
        () => rootOf(intake),
        'iam get-user-policy --user-name transfer --policy-name access',
        'KMSaccess',
      ],
      ['KMS', () => rootOf(security), 'kms list-keys --query length(Keys) --output text', '1'],
    ])('%s', async (_service, credentials, words, answer) => {
      expect(await succeeds(credentials(), words)).toContain(answer);
    });

    test('and Secrets Manager keeps a secret from a caller who lacks its key', async () => {
      await succeeds(
        rootOf(intake),
        'secretsmanager create-secret --name cli --secret-string hello --kms-key-id alias/aws/secretsmanager',
      );
      const read = 'secretsmanager get-secret-value --secret-id cli --output text --query SecretString';
      expect(await succeeds(rootOf(intake), read)).toBe('hello\n');
      const refused = await aws(scenario.transfer, read);
      expect(refused.exitCode).not.toBe(0);
      expect(refused.stderr).toContain(
        `(AccessDeniedException) when calling the GetSecretValue operation: User: arn:aws:iam::${intake}:user/transfer is not authorized to perform: secretsmanager:GetSecretValue on resource: cli because no identity-based policy allows the secretsmanager:GetSecretValue action`,
      );
      await succeeds(rootOf(intake), 'secretsmanager delete-secret --secret-id cli');
    });

    test('and DynamoDB keeps the key that an alias stood for', async () => {
      const dynamodb = (words: string) => succeeds(rootOf(security), `dynamodb ${words} --table-name cli`);
      await succeeds(
        rootOf(security),
        `kms create-alias --alias-name alias/cli --target-key-id ${scenario.keyArn}`,
      );
      await dynamodb(
        'create-table --key-schema AttributeName=id,KeyType=HASH --attribute-definitions AttributeName=id,AttributeType=S --billing-mode PAY_PER_REQUEST',
      );
      await dynamodb('wait table-exists');
      await dynamodb('put-item --item {"id":{"S":"a"}}');
      await dynamodb('update-table --sse-specification Enabled=true,SSEType=KMS,KMSMasterKeyId=alias/cli');
      const shown = 'describe-table --query Table.SSEDescription.KMSMasterKeyArn --output text';
      expect(await dynamodb(shown)).toBe(`${scenario.keyArn}\n`);
      expect(await dynamodb('get-item --key {"id":{"S":"a"}} --query Item.id.S --output text')).toBe('a\n');
      await dynamodb('delete-table');
    });

    test('and KMS refuses to decrypt what the intake account encrypted itself', async () => {
      const encrypted = await succeeds(
        scenario.transfer,
        `kms encrypt --key-id ${scenario.keyArn} --plaintext fileb://hello.txt --output text --query CiphertextBlob`,
      );
      await writeFile(join(directory, 'hello.encrypted'), Buffer.from(encrypted, 'base64'));
      const refused = await aws(scenario.transfer, 'kms decrypt --ciphertext-blob fileb://hello.encrypted');
      expect(refused.exitCode).not.toBe(0);
      expect(refused.stderr).toContain(
        `(AccessDeniedException) when calling the Decrypt operation: User: arn:aws:iam::${intake}:user/transfer is not authorized to perform: kms:Decrypt on this resource ${foreignKey}`,
      );
      const decrypted = await succeeds(
        scenario.reader,
        'kms decrypt --ciphertext-blob fileb://hello.encrypted --output text --query Plaintext',
      );
      expect(Buffer.from(decrypted, 'base64').toString()).toBe('hello!\n');
    });
  });
});
