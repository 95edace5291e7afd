import type { Service } from './operations.ts';
import { type ErrorModel, errorModels } from './sdk-schemas.ts';
import { services } from './services.ts';

/**
 * The HTTP status of an error code: as the service's model says, else as its documentation does, else 400, which is what
 * AWS answers to almost everything that is the client's mistake. `code` may be the wire's or the model's name.
 */
export function errorStatus(service: Service, code: string): number {
  const documented = services[service].protocol === 'rest-xml' ? s3Statuses : commonStatuses;
  return errorModel(service, code)?.status ?? documented.get(code) ?? 400;
}

/** The code on the wire: an IAM `NoSuchEntityException` is sent as `NoSuchEntity`, its `awsQueryError` name. */
export function wireCode(service: Service, code: string): string {
  return errorModel(service, code)?.code ?? code;
}

const models = new Map<Service, ReadonlyMap<string, ErrorModel>>();

function errorModel(service: Service, code: string): ErrorModel | undefined {
  let known = models.get(service);
  if (!known) {
    const all = errorModels(service);
    known = new Map([
      ...all.map((each) => [each.shape, each] as const),
      ...all.map((each) => [each.code, each] as const),
    ]);
    models.set(service, known);
  }
  return known.get(code);
}

/** IAM, STS, KMS API References, "Common errors". */
const commonStatuses: ReadonlyMap<string, number> = new Map([
  ['AccessDenied', 403],
  ['ExpiredToken', 403],
  ['InternalFailure', 500],
  ['InvalidClientTokenId', 403],
  ['MissingAuthenticationToken', 403],
  ['NotImplemented', 501],
  ['OptInRequired', 403],
  ['RequestExpired', 400],
  ['ServiceFailure', 500],
  ['ServiceUnavailable', 503],
  ['SignatureDoesNotMatch', 403],
  ['UnrecognizedClientException', 400],
]);

/** Amazon S3 API Reference, "Error responses": the codes that are not 400 there and that the model does not name. */
const s3Statuses: ReadonlyMap<string, number> = new Map([
  ['PermanentRedirect', 301],
  ['Redirect', 307],
  ['TemporaryRedirect', 307],
  ['NotModified', 304],
  ['AccessDenied', 403],
  ['AccountProblem', 403],
  ['AllAccessDisabled', 403],
  ['CrossLocationLoggingProhibited', 403],
  ['InvalidAccessKeyId', 403],
  ['InvalidObjectState', 403],
  ['InvalidPayer', 403],
  ['InvalidSecurity', 403],
  ['NotDeviceOwnerError', 403],
  ['NotSignedUp', 403],
  ['RequestTimeTooSkewed', 403],
  ['SignatureDoesNotMatch', 403],
  ['UnauthorizedAccess', 403],
  ['NoSuchAccessPoint', 404],
  ['NoSuchAccessPointPolicy', 404],
  ['NoSuchBucket', 404],
  ['NoSuchBucketPolicy', 404],
  ['NoSuchConfiguration', 404],
  ['NoSuchCORSConfiguration', 404],
  ['NoSuchKey', 404],
  ['NoSuchLifecycleConfiguration', 404],
  ['NoSuchMultiRegionAccessPoint', 404],
  ['NoSuchObjectLockConfiguration', 404],
  ['NoSuchPublicAccessBlockConfiguration', 404],
  ['NoSuchTagSet', 404],
  ['NoSuchUpload', 404],
  ['NoSuchVersion', 404],
  ['NoSuchWebsiteConfiguration', 404],
  ['ObjectLockConfigurationNotFoundError', 404],
  ['OwnershipControlsNotFoundError', 404],
  ['ReplicationConfigurationNotFoundError', 404],
  ['ServerSideEncryptionConfigurationNotFoundError', 404],
  ['MethodNotAllowed', 405],
  ['BucketAlreadyExists', 409],
  ['BucketAlreadyOwnedByYou', 409],
  ['BucketNotEmpty', 409],
  ['ConditionalRequestConflict', 409],
  ['InvalidBucketState', 409],
  ['InvalidTransition', 409],
  ['OperationAborted', 409],
  ['RestoreAlreadyInProgress', 409],
  ['MissingContentLength', 411],
  ['PreconditionFailed', 412],
  ['InvalidRange', 416],
  ['InternalError', 500],
  ['NotImplemented', 501],
  ['ServiceUnavailable', 503],
  ['SlowDown', 503],
]);
