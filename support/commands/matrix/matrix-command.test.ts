import { describe, expect, test } from '@jest/globals';
import { keyholeHere } from '../testing/run-keyhole.ts';

const scope = [
  '--resource',
  'the shared key',
  '--principal',
  'the transfer role',
  '--principal',
  'intake-administrator',
];
const matrix = (...args: readonly string[]) => keyholeHere('matrix', 'write-only-bucket', ...scope, ...args);

describe('keyhole matrix', () => {
  test('prints a table within 80 columns, and what cells depend on', async () => {
    const { exitCode, stdout } = await keyholeHere('matrix', 'scenarios/write-only-bucket');
    expect(exitCode).toBe(0);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(stdout).toMatch(/the transfer role +✓ +✗ key +✗ identity/);
    expect(stdout).toMatch(/kms:CreateGrant is allowed if kms:GrantIsForAWSResource is true/);
  });

  test('prints JSON with the statements of each use', async () => {
    const { stdout } = await matrix('--json');
    const { cells } = JSON.parse(stdout);
    expect(cells).toHaveLength(10);
    expect(cells).toContainEqual(
      expect.objectContaining({
        principal: 'roles.transfer',
        access: 'decrypt',
        result: 'denied',
        layer: 'key policy',
      }),
    );
    expect(cells).toContainEqual(
      expect.objectContaining({
        principal: 'users.intake-administrator',
        access: 'grant',
        result: 'conditional',
        uses: [
          expect.objectContaining({
            dependsOn: ['kms:GrantIsForAWSResource'],
            allowedIf: 'kms:GrantIsForAWSResource is true',
            statements: expect.arrayContaining([
              expect.objectContaining({
                file: 'scenarios/write-only-bucket/added/key-policy.json',
                line: 18,
              }),
            ]),
          }),
        ],
      }),
    );
  });

  test('prints CSV and Markdown', async () => {
    const csv = (await matrix('--csv')).stdout.split('\r\n');
    expect(csv[0]).toMatch(/^resource,principal,access,result/);
    expect(csv).toHaveLength(15);
    expect(csv[1]).toContain('the shared key,the transfer role,encrypt,allowed,kms:Encrypt,,allowed');
    const { stdout } = await matrix('--markdown');
    expect(stdout).toContain('| who | encrypt | decrypt | grant | delete | administer |');
    expect(stdout).toContain('| the transfer role | ✓ | ✗ key | ✗ identity | ✗ account | ✗ account |');
  });

  test('compares with real requests', async () => {
    const { exitCode, stderr, stdout } = await matrix('--verify', '--json');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(JSON.parse(stdout).verification).toMatchObject({ agreed: 10, disagreements: [] });
    expect((await matrix('--verify')).stderr).toMatch(/verified: 10 requests agree, 0 disagree/);
  });

  test.each([
    [[], /name one of the scenarios: .*encryption-migration,/],
    [['write-onyl-bucket'], /did you mean "write-only-bucket"/],
    [['./nowhere'], /has no scenario.yaml/],
    [['write-only-bucket', '--principal', 'transfr'], /there is no single principal "transfr"; did you mean/],
    [['write-only-bucket', '--resource', 'zzz'], /there is no single resource "zzz"; known:/],
    [
      ['write-only-bucket', '--resource', 'intake-administrator', '--json', '--csv'],
      /cannot be used with option/,
    ],
  ])('refuses %j with exit code 2', async (args, message) => {
    const { exitCode, stderr } = await keyholeHere('matrix', ...args);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringMatching(message) });
  });
});
