import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inTemporaryFolder } from '../commands/testing/in-folder.ts';
import { describeWithClient } from '../gateway/proof/real-clients/with-client.ts';
import { blockOf } from './page/client-page.ts';
import { type ClientLab, startClientLab } from './testing/client-lab.ts';

const clients = {
  aws: { name: 'The AWS CLI', variable: 'KEYHOLE_AWS_CLI', command: 'aws', probe: ['--version'] },
  s3cmd: { name: 's3cmd', variable: 'KEYHOLE_S3CMD', command: 's3cmd', probe: ['--version'] },
  rclone: { name: 'rclone', variable: 'KEYHOLE_RCLONE', command: 'rclone', probe: ['version'] },
  java: { name: 'Java', variable: 'KEYHOLE_JAVA', command: 'java', probe: ['-version'] },
  curl: { name: 'curl', variable: 'KEYHOLE_CURL', command: 'curl', probe: ['--version'] },
};
const commandOf = ({ variable, command }: { readonly variable: string; readonly command: string }) =>
  process.env[variable] ?? command;

const folder = inTemporaryFolder();
let lab: ClientLab;

beforeAll(async () => {
  const programs = Object.fromEntries(
    Object.entries(clients).map(([name, client]) => [name, commandOf(client)]),
  );
  // Java and the tool for its keys are in one folder.
  const keytool = (programs.java ?? '').replace(/java$/, 'keytool');
  lab = await startClientLab(folder(), { ...programs, keytool }, ['--https']);
  writeFileSync('hello.txt', 'hello\n');
});
afterAll(() => lab.end());

test('the command of the page starts a lab with TLS', () => {
  expect(blockOf('TLS', 'sh')).toBe('npx keyhole lab write-only-bucket --https\n');
  expect(lab.endpoint).toMatch(/^https:/);
});

describeWithClient(clients.aws, () => {
  test('trusts the lab as the page shows', () => lab.play(blockOf('TLS', 'console', lab.endpoint)));
});

describeWithClient(clients.s3cmd, () => {
  test('trusts the lab as the page shows', async () => {
    writeFileSync('s3cfg-tls', blockOf('s3cmd over TLS', 'ini', lab.endpoint));
    await lab.play(blockOf('s3cmd over TLS', 'console', lab.endpoint));
  });
});

describeWithClient(clients.rclone, () => {
  test('trusts the lab as the page shows', async () => {
    const settings = blockOf('rclone', 'ini', lab.endpoint).replace('http://', 'https://');
    writeFileSync('rclone-tls.conf', settings);
    await lab.play(blockOf('rclone over TLS', 'console', lab.endpoint));
  });
});

describeWithClient(clients.java, () => {
  test('trusts the lab by the lines of the page, and not without them', async () => {
    writeFileSync(
      'Get.java',
      `class Get {
  public static void main(String[] words) throws Exception {
    var connection = (java.net.HttpURLConnection) new java.net.URI(words[0]).toURL().openConnection();
    System.out.println(connection.getResponseCode());
  }
}
`,
    );
    const get = `java Get.java ${lab.endpoint}/my-write-only-bucket 2>&1`;
    const lines = blockOf('Java over TLS', 'sh', lab.endpoint).trim().replaceAll('\n', ' && ');
    await lab.play(`$ (${get}) | grep -o -m 1 SSLHandshakeException\nSSLHandshakeException\n`);
    await lab.play(`$ (${lines} && ${get}) | tail -n 1\n…403\n`);
  });
});

describeWithClient(clients.curl, () => {
  test('finds buckets in host names as the page shows', () =>
    lab.play(blockOf('Buckets in host names', 'console', lab.endpoint)));
});
