import { randomBytes } from 'node:crypto';
import { AwsError } from '../../../aws/aws-error.ts';
import { deleteConflict, entityAlreadyExists, limitExceeded, noSuchEntity } from '../../../aws/iam-errors.ts';
import { consecutiveStep, toBase32 } from '../../../aws/one-time-password.ts';
import type { OperationTable } from '../shared/operation-table.ts';
import { required } from './iam-constraints.ts';
import { callersAccount, type IamContext, iamArn, userNamed, userOrCaller } from './iam-lookup.ts';
import { pageOf } from './iam-paging.ts';
import type { IamState, MfaDevice, UserEntity } from './iam-state.ts';
import { addTags, newTags, removeTags, tagList, tagsMember } from './tags.ts';

/** Devices that a user may have. Source: IAM user guide, "IAM and AWS STS quotas". */
const MAX_DEVICES = 8;

/** Bytes of a secret: AWS's are 64 letters of Base32. */
const SECRET_BYTES = 40;

/** The device of the caller's account. Throws NoSuchEntity. */
function deviceWithSerial(context: IamContext, serial: string | undefined): MfaDevice {
  const wanted = required('serialNumber', serial);
  const device = callersAccount(context).mfaDevices.get(wanted);
  if (device === undefined)
    throw noSuchEntity(`VirtualMFADevice with serial number ${wanted} does not exist.`);
  return device;
}

/** The device of a user. Throws NoSuchEntity for one that is not enabled for this user. */
function deviceOf(context: IamContext, user: UserEntity | 'root', serial: string | undefined): MfaDevice {
  const device = deviceWithSerial(context, serial);
  if (device.user === undefined || device.user !== user) throw noSuchEntity('MFA Device invalid for user.');
  return device;
}

function devicesOf(context: IamContext, user: UserEntity | 'root'): readonly MfaDevice[] {
  return [...callersAccount(context).mfaDevices.values()].filter((device) => device.user === user);
}

interface Codes {
  readonly AuthenticationCode1?: string | undefined;
  readonly AuthenticationCode2?: string | undefined;
}

/** Throws InvalidAuthenticationCode unless a device shows the two codes one after the other. */
function requireCodes({ secret }: MfaDevice, { AuthenticationCode1, AuthenticationCode2 }: Codes): void {
  const codes = [AuthenticationCode1 ?? '', AuthenticationCode2 ?? ''] as const;
  if (consecutiveStep(secret, codes, new Date()) === undefined)
    throw new AwsError('InvalidAuthenticationCode', 403, 'Authentication code for device is not valid.');
}

function assigned({ serialNumber, user, enableDate }: MfaDevice) {
  return { UserName: user?.name, SerialNumber: serialNumber, EnableDate: enableDate };
}

/**
 * Virtual MFA devices. Root users have none here.
 *
 * Differs: AWS returns the secret as a QR code as well.
 * Undocumented: the texts of most errors.
 * Source: IAM API reference, each operation.
 */
export const mfaDeviceOperations = {
  CreateVirtualMFADevice({ VirtualMFADeviceName, Path = '/', Tags }, context) {
    const name = required('virtualMFADeviceName', VirtualMFADeviceName);
    const { id: account, mfaDevices } = callersAccount(context);
    const serialNumber = iamArn(account, 'mfa', Path + name);
    if (mfaDevices.has(serialNumber))
      throw entityAlreadyExists('MFADevice entity at the same path and name already exists.');
    const secret = toBase32(randomBytes(SECRET_BYTES));
    const device: MfaDevice = { serialNumber, secret, tags: newTags(Tags) };
    mfaDevices.set(serialNumber, device);
    return {
      VirtualMFADevice: {
        SerialNumber: serialNumber,
        Base32StringSeed: Buffer.from(secret),
        ...tagsMember(device),
      },
    };
  },

  EnableMFADevice(input, context) {
    const user = userNamed(context, input.UserName);
    const device = deviceWithSerial(context, input.SerialNumber);
    if (device.user !== undefined) throw entityAlreadyExists('MFA Device is already in use.');
    if (devicesOf(context, user).length >= MAX_DEVICES)
      throw limitExceeded(`Cannot exceed quota for MFADevicesPerUser: ${MAX_DEVICES}`);
    requireCodes(device, input);
    device.user = user;
    device.enableDate = new Date();
    return {};
  },

  ResyncMFADevice(input, context) {
    requireCodes(deviceOf(context, userNamed(context, input.UserName), input.SerialNumber), input);
    return {};
  },

  DeactivateMFADevice(input, context) {
    const device = deviceOf(context, userOrCaller(context, input.UserName), input.SerialNumber);
    device.user = undefined;
    device.enableDate = undefined;
    return {};
  },

  DeleteVirtualMFADevice({ SerialNumber }, context) {
    const { serialNumber, user } = deviceWithSerial(context, SerialNumber);
    if (user !== undefined) throw deleteConflict('MFA VirtualDevice in use. Must deactivate first.');
    callersAccount(context).mfaDevices.delete(serialNumber);
    return {};
  },

  GetMFADevice(input, context) {
    const { UserName, SerialNumber } = input;
    const device =
      UserName === undefined
        ? deviceWithSerial(context, SerialNumber)
        : deviceOf(context, userNamed(context, UserName), SerialNumber);
    return { ...assigned(device), SerialNumber: device.serialNumber };
  },

  ListMFADevices(input, context) {
    const devices = devicesOf(context, userOrCaller(context, input.UserName));
    const { items, end } = pageOf(devices, ({ serialNumber }) => serialNumber, input);
    return { MFADevices: items.map(assigned), ...end };
  },

  ListVirtualMFADevices(input, context) {
    const { AssignmentStatus: status = 'Any' } = input;
    const wanted = [...callersAccount(context).mfaDevices.values()].filter(
      ({ user }) => status === 'Any' || (user !== undefined) === (status === 'Assigned'),
    );
    const { items, end } = pageOf(wanted, ({ serialNumber }) => serialNumber, input);
    const shown = items.map(({ serialNumber, user, enableDate }) => ({
      SerialNumber: serialNumber,
      EnableDate: enableDate,
      ...(user && {
        User: {
          Path: user.path,
          UserName: user.name,
          UserId: user.id,
          Arn: user.arn,
          CreateDate: user.createDate,
        },
      }),
    }));
    return { VirtualMFADevices: shown, ...end };
  },

  ListMFADeviceTags(input, context) {
    const { tags } = deviceWithSerial(context, input.SerialNumber);
    const { items, end } = pageOf(tagList(tags), ({ Key }) => Key ?? '', input);
    return { Tags: items, ...end };
  },

  TagMFADevice(input, context) {
    addTags(deviceWithSerial(context, input.SerialNumber).tags, input.Tags);
    return {};
  },

  UntagMFADevice(input, context) {
    removeTags(deviceWithSerial(context, input.SerialNumber).tags, input.TagKeys);
    return {};
  },
} satisfies OperationTable<'iam', IamState>;
