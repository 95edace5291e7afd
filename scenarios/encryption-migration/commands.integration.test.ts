import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  type ClientCredentials,
  clientEnvironment,
  type Ended,
  run,
} from '../../support/gateway/proof/real-clients/client-process.ts';
import { describeWithClient } from '../../support/gateway/proof/real-clients/with-client.ts';
import { type Lab, startLab } from '../../support/gateway/serving/lab.ts';
import { fillIn } from '../../support/scenario/document/placeholders.ts';

const cli = { name: 'The AWS CLI', variable: 'KEYHOLE_AWS_CLI', command: 'aws', probe: ['--version'] };
const root = { accessKeyId: '111111111111', secretAccessKey: 'test' };
const policyArn = 'arn:aws:iam::111111111111:policy/kms-demo';
const userArn = 'arn:aws:iam::111111111111:user/kms-demo';

describeWithClient(cli, (command) => {
  let lab: Lab;
  let directory: string;

  beforeAll(async () => {
    lab = await startLab();
    directory = await mkdtemp(join(tmpdir(), 'keyhole-migration-'));
  });
  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
    await rm(directory, { recursive: true });
  });

  /** Runs `aws <words>` with these credentials. Text in single quotes is one word, as in a shell. */
  function aws(words: string, credentials: ClientCredentials = root): Promise<Ended> {
    const args = [...words.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
    const env = clientEnvironment(credentials, 'eu-west-2');
    return run(command, ['--endpoint-url', lab.endpoint, ...args], { cwd: directory, env });
  }

  async function succeeds(words: string, credentials?: ClientCredentials): Promise<string> {
    const { exitCode, stdout, stderr } = await aws(words, credentials);
    expect(`aws ${words}: ${exitCode} ${stderr}`.trim()).toBe(`aws ${words}: 0`);
    return stdout;
  }

  async function refused(words: string, message: string, credentials?: ClientCredentials): Promise<void> {
    const { exitCode, stderr } = await aws(words, credentials);
    expect(`aws ${words}: ${stderr}`).toContain(message);
    // A failed command of `aws s3` ends with 1. A refused request ends with 254, or with 255 in version 1 of the AWS CLI.
    expect(words.startsWith('s3 ') ? [1] : [254, 255]).toContain(exitCode);
  }

  async function said(words: string): Promise<unknown> {
    return JSON.parse(await succeeds(words));
  }

  /** Writes a file as `echo '…' > file` does. */
  function echo(text: string, file: string): Promise<void> {
    return writeFile(join(directory, file), `${text}\n`);
  }

  async function policy(path: string, values: Readonly<Record<string, string>>): Promise<string> {
    return fillIn(await readFile(join(import.meta.dirname, path), 'utf8'), values, path);
  }

  /** The object's encryption as head-object shows it: `AES256`, or the ARN of its key. */
  async function encryptionOf(key: string): Promise<unknown> {
    const head = await said(`s3api head-object --bucket kms-encryption-demo --key ${key}`);
    expect(head).toHaveProperty('ServerSideEncryption');
    const { SSEKMSKeyId, ServerSideEncryption } = Object(head);
    expect(ServerSideEncryption).toBe(SSEKMSKeyId === undefined ? 'AES256' : 'aws:kms');
    return SSEKMSKeyId ?? ServerSideEncryption;
  }

  async function setDefaultEncryption(byDefault: object): Promise<void> {
    const configuration = JSON.stringify({ Rules: [{ ApplyServerSideEncryptionByDefault: byDefault }] });
    await succeeds(
      `s3api put-bucket-encryption --bucket kms-encryption-demo --server-side-encryption-configuration '${configuration}'`,
    );
  }

  async function setUpTheBucket(): Promise<void> {
    await succeeds('s3 mb s3://kms-encryption-demo');
    await setDefaultEncryption({ SSEAlgorithm: 'AES256' });
    await echo('Lots of data', 'test-1.log');
    await echo('Even more data', 'test-2.log');
    await echo('The most data', 'test-3.log');
    await succeeds('s3 cp test-1.log s3://kms-encryption-demo/');
    expect(await encryptionOf('test-1.log')).toBe('AES256');
  }

  /** Creates the key, as the article does in the console, and changes the default. Returns the ARN of the key. */
  async function changeTheDefault(): Promise<string> {
    const made = await said("kms create-key --description 'AWS KMS Demo'");
    const key: unknown = Object(made).KeyMetadata?.Arn;
    if (typeof key !== 'string') throw new Error(`create-key said ${JSON.stringify(made)}`);
    await succeeds(`kms create-alias --alias-name alias/kms-demo --target-key-id ${key}`);
    await setDefaultEncryption({ SSEAlgorithm: 'aws:kms', KMSMasterKeyID: key });
    await succeeds('s3 cp test-2.log s3://kms-encryption-demo/');
    expect(await encryptionOf('test-1.log')).toBe('AES256');
    expect(await encryptionOf('test-2.log')).toBe(key);
    return key;
  }

  async function createTheUser(): Promise<ClientCredentials> {
    await succeeds('iam create-user --user-name kms-demo');
    const document = await policy('policies/kms-demo.json', {
      'buckets.demo.arn': 'arn:aws:s3:::kms-encryption-demo',
    });
    await echo(document, 'policy.json');
    const created = await said(
      'iam create-policy --policy-name kms-demo --policy-document file://policy.json',
    );
    expect(created).toHaveProperty('Policy.Arn', policyArn);
    await succeeds(`iam attach-user-policy --user-name kms-demo --policy-arn ${policyArn}`);
    const { AccessKey } = Object(await said('iam create-access-key --user-name kms-demo'));
    return { accessKeyId: String(AccessKey.AccessKeyId), secretAccessKey: String(AccessKey.SecretAccessKey) };
  }

  const get = (key: string) => `s3api get-object --bucket kms-encryption-demo --key ${key} got-${key}`;
  const noDecrypt =
    `An error occurred (AccessDenied) when calling the GetObject operation: User: ${userArn} is not authorized to perform: ` +
    'kms:Decrypt on the resource associated with this ciphertext because no identity-based policy allows the kms:Decrypt action';

  async function readAsTheUser(user: ClientCredentials): Promise<void> {
    await succeeds(get('test-1.log'), user);
    expect(await readFile(join(directory, 'got-test-1.log'), 'utf8')).toBe('Lots of data\n');
    await refused(get('test-2.log'), noDecrypt, user);
    await expect(readFile(join(directory, 'got-test-2.log'))).rejects.toMatchObject({ code: 'ENOENT' });
  }

  async function reEncrypt(key: string, user: ClientCredentials): Promise<void> {
    const copied = await succeeds(
      `s3 cp s3://kms-encryption-demo/ s3://kms-encryption-demo/ --recursive --sse-kms-key-id ${key} --sse aws:kms`,
    );
    expect(copied.match(/copy: s3:\/\/kms-encryption-demo\/test-\d\.log to /g)).toHaveLength(2);
    expect(await encryptionOf('test-1.log')).toBe(key);
    await refused(get('test-1.log'), noDecrypt, user);
    await succeeds(get('test-1.log'));
  }

  async function forceTheKey(key: string): Promise<void> {
    const values = { 'keys.demo.arn': key, 'buckets.demo.arn': 'arn:aws:s3:::kms-encryption-demo' };
    await echo(await policy('corrected/only-the-demo-key.json', values), 'bucket_policy.json');
    await succeeds('s3api put-bucket-policy --bucket kms-encryption-demo --policy file://bucket_policy.json');
    await refused(
      's3 cp test-3.log s3://kms-encryption-demo/ --sse',
      'An error occurred (AccessDenied) when calling the PutObject operation: User: arn:aws:iam::111111111111:root is not ' +
        'authorized to perform: s3:PutObject on resource: "arn:aws:s3:::kms-encryption-demo/test-3.log" with an explicit deny in a ' +
        'resource-based policy',
    );
    await succeeds('s3 cp test-3.log s3://kms-encryption-demo/');
    expect(await encryptionOf('test-3.log')).toBe(key);
  }

  /** Disables and enables the key. The article mentions this, and leaves the commands to the reader. */
  async function disableTheKey(key: string): Promise<void> {
    await succeeds(`kms disable-key --key-id ${key}`);
    await refused(
      get('test-3.log'),
      `An error occurred (KMS.DisabledException) when calling the GetObject operation: ${key} is disabled.`,
    );
    await succeeds(`kms enable-key --key-id ${key}`);
    await succeeds(get('test-3.log'));
  }

  async function cleanUp(key: string, { accessKeyId }: ClientCredentials): Promise<void> {
    await succeeds(`kms schedule-key-deletion --key-id ${key} --pending-window-in-days 7`);
    await succeeds(`iam detach-user-policy --user-name kms-demo --policy-arn ${policyArn}`);
    await refused(
      'iam delete-user --user-name kms-demo',
      'An error occurred (DeleteConflict) when calling the DeleteUser operation: Cannot delete entity, must delete access keys first.',
    );
    await succeeds(`iam delete-access-key --user-name kms-demo --access-key-id ${accessKeyId}`);
    await succeeds('iam delete-user --user-name kms-demo');
    await succeeds(`iam delete-policy --policy-arn ${policyArn}`);
    const removed = await succeeds('s3 rb s3://kms-encryption-demo --force');
    expect(removed).toContain('remove_bucket: kms-encryption-demo');
  }

  async function findNothingLeft(key: string, user: ClientCredentials): Promise<void> {
    await Promise.all([
      refused('s3api head-bucket --bucket kms-encryption-demo', '(404)'),
      refused('iam get-user --user-name kms-demo', '(NoSuchEntity)'),
      refused(`iam get-policy --policy-arn ${policyArn}`, '(NoSuchEntity)'),
      refused('sts get-caller-identity', '(InvalidClientTokenId)', user),
    ]);
    expect(await said(`kms describe-key --key-id ${key}`)).toMatchObject({
      KeyMetadata: { KeyState: 'PendingDeletion', Description: 'AWS KMS Demo' },
    });
  }

  test('carries out the article from its first command to its last', async () => {
    await setUpTheBucket();
    const key = await changeTheDefault();
    const user = await createTheUser();
    await readAsTheUser(user);
    await reEncrypt(key, user);
    await forceTheKey(key);
    await disableTheKey(key);
    await cleanUp(key, user);
    await findNothingLeft(key, user);
  });
});
