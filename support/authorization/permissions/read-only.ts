/** The names of AWS's reading operations begin with these verbs. */
const READING = /^(?:Get|List|Head|Describe)[A-Z]/;

/** Operations with the name of a read that return credentials or leave something behind. */
const LEAVING_TRACES: ReadonlySet<string> = new Set([
  'GetDelegatedAccessToken',
  'GetFederationToken',
  'GetParametersForImport',
  'GetSessionToken',
  'GetWebIdentityToken',
]);

/** Operations with another name that change nothing: KMS's cryptographic operations, and queries. */
const ONLY_ANSWERING: ReadonlySet<string> = new Set([
  'BatchGetItem',
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
  'TransactGetItems',
  'Verify',
  'VerifyMac',
]);

/** True if an operation of any service changes nothing that is stored. */
export function isReadOnly(operation: string): boolean {
  if (ONLY_ANSWERING.has(operation)) return true;
  return READING.test(operation) && !LEAVING_TRACES.has(operation);
}
