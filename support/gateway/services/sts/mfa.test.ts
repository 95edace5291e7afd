import {
  CreateRoleCommand,
  CreateVirtualMFADeviceCommand,
  DeactivateMFADeviceCommand,
  DeleteUserCommand,
  DeleteVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetUserCommand,
  ListMFADevicesCommand,
  ListVirtualMFADevicesCommand,
  PutRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { oneTimePassword } from '../../../aws/one-time-password.ts';
import { account } from '../../../aws/testing/accounts.ts';
import { EndpointStore } from '../../../stores/endpoint/endpoint-store.ts';
import { fakeEndpoint } from '../../../stores/endpoint/testing/fake-endpoint.ts';
import { startGatewayServer } from '../../serving/start-gateway-server.ts';
import { labOfEachTest } from '../../testing/lab-of-each-test.ts';
import {
  type AccessKey,
  allow,
  answerOf,
  type Clients,
  clientsOf,
  codeOf,
  documentOf,
} from '../../testing/lab-under-test.ts';

const lab = labOfEachTest();
let root: Clients;
let ann: Clients;
let secret: string;

const SerialNumber = `arn:aws:iam::${account}:mfa/phone`;
const withMfa = { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } };
const codeIn = (seconds: number) => oneTimePassword(secret, new Date(Date.now() + seconds * 1000));
const otherCode = () => String((Number(codeIn(0)) + 1) % 1_000_000).padStart(6, '0');

/** Creates a device and enables it for a user. */
async function device(UserName: string, name = 'phone'): Promise<string> {
  const { VirtualMFADevice } = await root.iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: name }),
  );
  secret = Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString();
  const codes = { AuthenticationCode1: codeIn(-30), AuthenticationCode2: codeIn(0) };
  const serial = VirtualMFADevice?.SerialNumber ?? '';
  await root.iam.send(new EnableMFADeviceCommand({ UserName, SerialNumber: serial, ...codes }));
  return serial;
}

/** The clients of a session of GetSessionToken. */
async function sessionOf(who: Clients, more: object = {}): Promise<Clients> {
  const { Credentials } = await who.sts.send(new GetSessionTokenCommand(more));
  return lab.as(keyOf(Credentials));
}

function keyOf(
  given: Partial<Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken', string>> = {},
): AccessKey {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = given;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

beforeEach(async () => {
  root = lab.as(account);
  ann = await lab.user(account, 'ann', allow('s3:*', '*', withMfa), allow(['iam:GetUser', 'sts:AssumeRole']));
});

const list = (who: Clients) => codeOf(who.s3.send(new ListBucketsCommand({})));

describe('a session of GetSessionToken', () => {
  test('with a code has what a policy gives with MFA', async () => {
    await device('ann');
    expect(await list(ann)).toBe('403 AccessDenied');
    expect(await list(await sessionOf(ann))).toBe('403 AccessDenied');
    expect(await list(await sessionOf(ann, { SerialNumber, TokenCode: codeIn(0) }))).toBe('granted');
  });

  test('with a code has the age of its MFA, and may call IAM', async () => {
    await device('ann');
    const recent = { Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '300' } } };
    const old = { Condition: { NumericGreaterThan: { 'aws:MultiFactorAuthAge': '300' } } };
    const ben = await lab.user(account, 'ben', allow('s3:*', '*', recent));
    const joe = await lab.user(account, 'joe', allow('s3:*', '*', old));
    for (const [who, name, expected] of [
      [ben, 'ben', 'granted'],
      [joe, 'joe', '403 AccessDenied'],
    ] as const) {
      const serial = await device(name, name);
      expect(await list(who)).toBe('403 AccessDenied');
      const session = await sessionOf(who, { SerialNumber: serial, TokenCode: codeIn(0) });
      expect(await list(session)).toBe(expected);
    }
    await device('ann', 'another');
    const another = `arn:aws:iam::${account}:mfa/another`;
    const session = await sessionOf(ann, { SerialNumber: another, TokenCode: codeIn(0) });
    expect(await codeOf(session.iam.send(new GetUserCommand({})))).toBe('granted');
    const plain = await sessionOf(ann);
    expect(await codeOf(plain.iam.send(new GetUserCommand({})))).toContain('InvalidClientTokenId');
  });

  test.each([
    [
      'a wrong code',
      () => ({ SerialNumber, TokenCode: otherCode() }),
      ' with invalid MFA one time pass code.',
    ],
    [
      'an old code',
      () => ({ SerialNumber, TokenCode: codeIn(-120) }),
      ' with invalid MFA one time pass code.',
    ],
    ['no code', () => ({ SerialNumber }), ', must provide both MFA serial number and one time pass code.'],
    ['no device', () => ({ TokenCode: codeIn(0) }), ', must provide both MFA serial number'],
    [
      'another device',
      () => ({ SerialNumber: `${SerialNumber}s`, TokenCode: codeIn(0) }),
      ', unable to validate MFA code.  Please verify',
    ],
  ])('is not given for %s', async (_, asked, text) => {
    await device('ann');
    const answer = await answerOf(ann.sts.send(new GetSessionTokenCommand(asked())));
    expect(answer).toContain(`403 AccessDenied: MultiFactorAuthentication failed${text}`);
  });

  test('is not given with the device of another user', async () => {
    await device('ann');
    const ben = await lab.user(account, 'ben');
    const asked = new GetSessionTokenCommand({ SerialNumber, TokenCode: codeIn(0) });
    expect(await answerOf(ben.sts.send(asked))).toContain('unable to validate MFA code');
  });
});

describe('a role that trusts only callers with MFA', () => {
  const role = { RoleArn: `arn:aws:iam::${account}:role/careful`, RoleSessionName: 'work' };
  beforeEach(async () => {
    const trusts = documentOf({
      ...allow('sts:AssumeRole', [], withMfa),
      Resource: undefined,
      Principal: { AWS: `arn:aws:iam::${account}:root` },
    });
    await root.iam.send(new CreateRoleCommand({ RoleName: 'careful', AssumeRolePolicyDocument: trusts }));
    await device('ann');
  });

  test('is assumed with a code, or from a session with one', async () => {
    const assume = (who: Clients, more: object = {}) =>
      codeOf(who.sts.send(new AssumeRoleCommand({ ...role, ...more })));
    expect(await assume(ann)).toBe('403 AccessDenied');
    expect(await assume(ann, { SerialNumber, TokenCode: codeIn(0) })).toBe('granted');
    expect(await assume(ann, { SerialNumber, TokenCode: otherCode() })).toBe('403 AccessDenied');
    expect(await assume(await sessionOf(ann))).toBe('403 AccessDenied');
    expect(await assume(await sessionOf(ann, { SerialNumber, TokenCode: codeIn(0) }))).toBe('granted');
  });

  test('does not tell its sessions whether MFA counts for them', async () => {
    const asked = new AssumeRoleCommand({ ...role, SerialNumber, TokenCode: codeIn(0) });
    const { Credentials } = await ann.sts.send(asked);
    const PolicyDocument = documentOf(allow('s3:*', '*', withMfa));
    await root.iam.send(new PutRolePolicyCommand({ RoleName: 'careful', PolicyName: 'p', PolicyDocument }));
    expect(await list(lab.as(keyOf(Credentials)))).toBe('501 NotImplemented');
  });
});

describe('a virtual MFA device', () => {
  test('is enabled by two codes in a row, listed, deactivated and deleted', async () => {
    await device('ann');
    const { MFADevices } = await root.iam.send(new ListMFADevicesCommand({ UserName: 'ann' }));
    expect(MFADevices).toMatchObject([{ SerialNumber, UserName: 'ann', EnableDate: expect.any(Date) }]);
    const { VirtualMFADevices } = await root.iam.send(
      new ListVirtualMFADevicesCommand({ AssignmentStatus: 'Assigned' }),
    );
    expect(VirtualMFADevices).toMatchObject([{ SerialNumber, User: { UserName: 'ann' } }]);
    const remove = () => answerOf(root.iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber })));
    expect(await remove()).toContain('409 DeleteConflict');
    expect(await answerOf(root.iam.send(new DeleteUserCommand({ UserName: 'ann' })))).toContain('409 Delete');
    const off = new DeactivateMFADeviceCommand({ UserName: 'ann', SerialNumber });
    expect(await codeOf(root.iam.send(off))).toBe('granted');
    expect(await codeOf(root.iam.send(off))).toBe('404 NoSuchEntityException');
    const asked = new GetSessionTokenCommand({ SerialNumber, TokenCode: codeIn(0) });
    expect(await answerOf(ann.sts.send(asked))).toContain('unable to validate');
    expect(await remove()).toBe('granted');
  });

  test('is not enabled by one code twice, nor by codes of another device', async () => {
    const made = new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' });
    const { VirtualMFADevice } = await root.iam.send(made);
    secret = Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString();
    const enable = (AuthenticationCode1: string, AuthenticationCode2: string) =>
      answerOf(
        root.iam.send(
          new EnableMFADeviceCommand({
            UserName: 'ann',
            SerialNumber,
            AuthenticationCode1,
            AuthenticationCode2,
          }),
        ),
      );
    expect(await enable(codeIn(0), codeIn(0))).toContain('403 InvalidAuthenticationCode');
    expect(await enable(otherCode(), otherCode())).toContain('Authentication code for device is not valid.');
    expect(await answerOf(root.iam.send(made))).toContain('409 EntityAlreadyExists');
  });
});

test('a store that does not tell secrets is asked for no device and no code', async () => {
  await using endpoint = await fakeEndpoint(() => ({ status: 500 }));
  await using gateway = await startGatewayServer(new EndpointStore(endpoint.url), {});
  const { iam, sts } = clientsOf(gateway.endpoint, account, 'eu-west-1');
  const created = iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'phone' }));
  expect(await answerOf(created)).toContain(
    '501 NotImplemented: keyhole: the store does not tell the secrets',
  );
  const asked = sts.send(new GetSessionTokenCommand({ SerialNumber, TokenCode: '123456' }));
  expect(await answerOf(asked)).toContain('501 NotImplemented: keyhole: the store does not tell the secret');
  iam.destroy();
  sts.destroy();
});
