import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inTemporaryFolder } from '../commands/testing/in-folder.ts';
import { describeWithClient } from '../gateway/proof/real-clients/with-client.ts';
import { blockOf } from './page/client-page.ts';
import { type ClientLab, startClientLab } from './testing/client-lab.ts';

const boto3 = {
  name: 'boto3',
  variable: 'KEYHOLE_PYTHON',
  command: 'python3',
  probe: ['-c', 'import boto3'],
};
const bucket = 'my-write-only-bucket';
const require = createRequire(import.meta.url);

const folder = inTemporaryFolder();
let lab: ClientLab;

beforeAll(async () => {
  lab = await startClientLab(folder());
  writeFileSync(
    'list.mjs',
    `import { ListObjectsV2Command, S3Client } from ${JSON.stringify(require.resolve('@aws-sdk/client-s3'))};
${blockOf('SDK for JavaScript', 'js')}
const { KeyCount } = await client.send(new ListObjectsV2Command({ Bucket: '${bucket}' }));
console.log(KeyCount);
`,
  );
});
afterAll(() => lab.end());

test('the lines of the page lead the SDK for JavaScript to the lab', async () => {
  expect(await lab.runAs('transfer', process.execPath, join(folder(), 'list.mjs'))).toMatchObject({
    exitCode: 0,
    stdout: '0\n',
  });
});

test('the variables of the page make it a profile of the lab', async () => {
  const variables = blockOf('Act as a principal', 'sh', lab.endpoint);
  await lab.play(`$ ${variables.trim().replaceAll('\n', ' && ')} && node list.mjs\n0\n`);
});

test('the command of the page starts this lab', () => {
  const [command = ''] = blockOf('AWS clients of a lab', 'sh').split('#');
  expect(command.trim()).toBe('npx keyhole lab write-only-bucket');
});

describeWithClient(boto3, (command) => {
  test('is led to the lab by the lines of the page', async () => {
    const program = `import os\nimport boto3\n${blockOf('boto3', 'python')}print(client.list_objects_v2(Bucket='${bucket}')['KeyCount'], client.meta.endpoint_url)\n`;
    const { stdout, stderr } = await lab.runAs('transfer', command, '-c', program);
    expect(`${stdout}${stderr}`).toBe(`0 ${lab.endpoint}\n`);
  });
});
