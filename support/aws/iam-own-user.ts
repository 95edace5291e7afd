/**
 * Operations that apply to the calling user if the input names no user. Source: IAM API reference, `UserName` of each.
 */
const ownByDefault: ReadonlySet<string> = new Set([
  'CreateAccessKey',
  'DeactivateMFADevice',
  'DeleteAccessKey',
  'DeleteLoginProfile',
  'GetLoginProfile',
  'GetUser',
  'ListAccessKeys',
  'ListMFADevices',
  'ListSSHPublicKeys',
  'ListServiceSpecificCredentials',
  'ListSigningCertificates',
  'UpdateAccessKey',
]);

/** True if an operation of IAM applies to its caller, because its input names no user. */
export function isAboutCaller(operation: string, input: object): boolean {
  return ownByDefault.has(operation) && Reflect.get(input, 'UserName') === undefined;
}
