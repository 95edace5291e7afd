/** AWS names what reads by these verbs. */
const READING = /^(?:Get|List|Head|Describe)[A-Z]/;

/** Named like reads, but they give out credentials or leave something behind. */
const LEAVING_TRACES: ReadonlySet<string> = new Set([
  'GetDelegatedAccessToken',
  'GetFederationToken',
  'GetParametersForImport',
  'GetSessionToken',
  'GetWebIdentityToken',
]);

/** Named otherwise, but they only answer: KMS's cryptographic operations change no key, and queries no object. */
const ONLY_ANSWERING: ReadonlySet<string> = new Set([
  'Decrypt',
  'DeriveSharedSecret',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'GenerateRandom',
  'Query',
  'ReEncrypt',
  'Scan',
  'SelectObjectContent',
  'Sign',
  'SimulateCustomPolicy',
  'SimulatePrincipalPolicy',
  'Verify',
  'VerifyMac',
]);

/** Whether an operation, of whichever service, leaves everything that is stored as it is. */
export function isReadOnly(operation: string): boolean {
  if (ONLY_ANSWERING.has(operation)) return true;
  return READING.test(operation) && !LEAVING_TRACES.has(operation);
}
