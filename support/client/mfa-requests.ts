import { CreateVirtualMFADeviceCommand, EnableMFADeviceCommand, type IAMClient } from '@aws-sdk/client-iam';
import { oneTimePassword } from '../aws/one-time-password.ts';
import type { AnswerParts, VirtualDevice } from './answer-parts.ts';

const STEP = 30_000;

/** CreateVirtualMFADevice and EnableMFADevice: the device of a user, which shows its codes at once. */
export async function enableDevice(iam: IAMClient, userName: string): Promise<AnswerParts> {
  const { VirtualMFADevice: made } = await iam.send(
    new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: userName }),
  );
  const device = {
    serialNumber: made?.SerialNumber ?? '',
    secret: Buffer.from(made?.Base32StringSeed ?? []).toString(),
  };
  const now = Date.now();
  const [first, second] = [now - STEP, now].map((time) => oneTimePassword(device.secret, new Date(time)));
  await iam.send(
    new EnableMFADeviceCommand({
      UserName: userName,
      SerialNumber: device.serialNumber,
      AuthenticationCode1: first,
      AuthenticationCode2: second,
    }),
  );
  return { mfaDevice: device };
}

/** The members of a request that gives the code that a device shows. */
export function codeOf({ serialNumber, secret }: VirtualDevice) {
  return { SerialNumber: serialNumber, TokenCode: oneTimePassword(secret, new Date()) };
}
