import { AwsError } from '../../../aws/aws-error.ts';
import { parseCopySource } from '../../../aws/copy-source.ts';
import { uriEncode } from '../../../aws/uri-encode.ts';
import type { Request } from '../services/request.ts';

/** Ways in which LocalStack 4.14 is not AWS, evened out on the way in and out. */

/** The request with what LocalStack would otherwise read differently spelled out. */
export function inLocalstackWords<R extends Request>(request: R): R {
  const { operation } = request;
  const input: object = request.input;
  switch (operation) {
    // The name is optional, and can be no other (KMS API reference, "GetKeyPolicy").
    case 'GetKeyPolicy':
    case 'PutKeyPolicy':
      return { ...request, input: { PolicyName: 'default', ...input } };
    // LocalStack keeps an alias's target as it is given, and then takes it for a key's id.
    case 'CreateAlias':
    case 'UpdateAlias': {
      const target = String(Reflect.get(input, 'TargetKeyId'));
      return { ...request, input: { ...input, TargetKeyId: target.slice(target.lastIndexOf('/') + 1) } };
    }
    // The header is text that everybody parses in a way of their own: what was authorized is written anew.
    case 'CopyObject':
    case 'UploadPartCopy': {
      const { Bucket, Key, VersionId } = parseCopySource(String(Reflect.get(input, 'CopySource')));
      const path = `${uriEncode(Bucket)}/${Key.split('/').map(uriEncode).join('/')}`;
      const CopySource = VersionId === undefined ? path : `${path}?versionId=${uriEncode(VersionId)}`;
      return { ...request, input: { ...input, CopySource } };
    }
    // LocalStack forgets the default encryption, which a bucket of AWS is never without.
    case 'DeleteBucketEncryption': {
      const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
      const configuration = { ServerSideEncryptionConfiguration: { Rules: [rule] } };
      return { ...request, operation: 'PutBucketEncryption', input: { ...input, ...configuration } };
    }
    default:
      return request;
  }
}

/** The status of what was performed, as AWS tells it for the request as it came in. */
export function statusInAwsWords(status: number, { operation }: Request): number {
  return operation === 'DeleteBucketEncryption' ? 204 : status;
}

/** An error with AWS's own words where LocalStack has others, for a request that got it. */
export function inAwsWords(
  error: AwsError,
  { service, operation, input, account, region }: Request,
): AwsError {
  if (error.status === 501 || error.code === 'InternalFailure') {
    return new AwsError(
      'NotImplemented',
      501,
      `keyhole: the store does not perform ${service}:${operation}: ${error.message}`,
    );
  }
  // LocalStack fails on material that it cannot unwrap.
  if (error.message.startsWith('exception while calling kms.ImportKeyMaterial: '))
    return new AwsError('InvalidCiphertextException', 400, '');
  const keyId: unknown = Reflect.get(input, 'KeyId');
  if (error.code === 'NotFoundException' && error.message.startsWith('Unable to find KMS alias')) {
    const arn = String(keyId).startsWith('arn:') ? keyId : `arn:aws:kms:${region}:${account}:${keyId}`;
    return new AwsError(error.code, error.status, `Alias ${arn} is not found.`);
  }
  return error;
}
