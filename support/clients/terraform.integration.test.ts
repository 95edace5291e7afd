import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateAliasCommand, CreateKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inTemporaryFolder } from '../commands/testing/in-folder.ts';
import { type Ended, run } from '../gateway/proof/real-clients/client-process.ts';
import { describeWithClient } from '../gateway/proof/real-clients/with-client.ts';
import { rootOf, security } from '../gateway/proof/real-clients/write-only-bucket.ts';
import { blockOf } from './page/client-page.ts';
import { type ClientLab, startClientLab } from './testing/client-lab.ts';
import { plugins, terraform } from './testing/terraform.ts';

const resources = new URL('terraform/resources.tf', import.meta.url);
const RESOURCES = 33;
const state = { Bucket: 'terraform-state', Key: 'records.tfstate' };

/** A bucket in an account of the scenario, whose profile of Terraform may not create one. */
const REFUSED = `
provider "aws" {
  profile           = "transfer"
  s3_use_path_style = true
}

resource "aws_s3_bucket" "refused" {
  bucket = "refused-bucket"
}
`;

describeWithClient(terraform, (command) => {
  const folder = inTemporaryFolder();
  let lab: ClientLab;
  let s3: S3Client;

  beforeAll(async () => {
    lab = await startClientLab(folder());
    const settings = { endpoint: lab.endpoint, region: 'eu-west-1', credentials: rootOf(security) };
    s3 = new S3Client({ ...settings, forcePathStyle: true });
    await s3.send(new CreateBucketCommand({ Bucket: state.Bucket }));
    const kms = new KMSClient(settings);
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    const AliasName = 'alias/terraform-state';
    await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyMetadata?.KeyId }));
    kms.destroy();
    await writeFile(
      'terraform.rc',
      `provider_installation {\n  filesystem_mirror {\n    path = "${plugins}"\n  }\n}\n`,
    );
  });
  afterAll(async () => {
    s3.destroy();
    await lab.end();
  });

  /** `terraform <words>` in a folder of its own. */
  async function inFolder(name: string, words: string): Promise<Ended> {
    const env = {
      ...(await lab.environmentOf()),
      ...lab.files,
      AWS_EC2_METADATA_DISABLED: 'true',
      TF_CLI_CONFIG_FILE: join(folder(), 'terraform.rc'),
      TF_IN_AUTOMATION: '1',
      CHECKPOINT_DISABLE: '1',
    };
    return run(command, words.split(' '), { cwd: join(folder(), name), env });
  }

  async function succeeds(name: string, words: string): Promise<string> {
    const { exitCode, stdout, stderr } = await inFolder(name, words);
    expect(`${words}: ${exitCode} ${stderr}`.trim()).toBe(`${words}: 0`);
    return stdout;
  }

  test('applies two accounts, plans nothing more, and destroys them, with its state in S3 under a KMS key', async () => {
    await mkdir('two-accounts');
    await cp(resources, 'two-accounts/resources.tf');
    await writeFile('two-accounts/providers.tf', blockOf('Terraform', 'hcl', lab.endpoint));
    await succeeds('two-accounts', 'init -no-color -input=false');

    const applied = await succeeds('two-accounts', 'apply -auto-approve -no-color -input=false');
    expect(applied).toContain(`Apply complete! Resources: ${RESOURCES} added, 0 changed, 0 destroyed.`);
    const kept = await s3.send(new HeadObjectCommand(state));
    expect(kept).toMatchObject({
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: expect.stringContaining(security),
    });

    // The exit code of a plan with changes is 2.
    const planned = await succeeds('two-accounts', 'plan -detailed-exitcode -no-color -input=false');
    expect(planned).toContain('No changes. Your infrastructure matches the configuration.');

    const lock = { Bucket: state.Bucket, Key: `${state.Key}.tflock` };
    await s3.send(
      new PutObjectCommand({ ...lock, Body: '{"ID":"another","Operation":"apply","Who":"a colleague"}' }),
    );
    const locked = await inFolder('two-accounts', 'plan -no-color -input=false');
    expect(locked.exitCode).toBe(1);
    expect(locked.stderr).toMatch(
      /Error acquiring the state lock[\s\S]*PreconditionFailed[\s\S]*a colleague/,
    );
    await s3.send(new DeleteObjectCommand(lock));

    const destroyed = await succeeds('two-accounts', 'destroy -auto-approve -no-color -input=false');
    expect(destroyed).toContain(`Destroy complete! Resources: ${RESOURCES} destroyed.`);
    await expect(s3.send(new HeadObjectCommand(lock))).rejects.toMatchObject({ name: 'NotFound' });
  });

  test("shows AWS's message if a principal lacks a permission", async () => {
    await mkdir('refused');
    await writeFile('refused/main.tf', REFUSED);
    await succeeds('refused', 'init -no-color -input=false');
    const { exitCode, stderr } = await inFolder('refused', 'apply -auto-approve -no-color -input=false');
    expect(exitCode).toBe(1);
    expect(stderr.replaceAll(/\s+/g, ' ')).toContain(
      'AccessDenied: User: arn:aws:sts::222222222222:assumed-role/transfer/spec is not authorized to perform: s3:CreateBucket on resource: "arn:aws:s3:::refused-bucket" because no identity-based policy allows the s3:CreateBucket action',
    );
  });
});
