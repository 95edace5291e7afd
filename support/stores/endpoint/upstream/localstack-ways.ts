import { AwsError } from '../../../aws/aws-error.ts';
import { parseCopySource } from '../../../aws/copy-source.ts';
import { uriEncode } from '../../../aws/uri-encode.ts';
import type { Request } from '../services/request.ts';

/** Corrections of requests and answers for which LocalStack 4.14 differs from AWS. */

/** The request, with members made explicit that LocalStack would read differently. */
export function inLocalstackWords<R extends Request>(request: R): R {
  const { operation } = request;
  const input: object = request.input;
  switch (operation) {
    // The name is optional, and `default` is the only one (KMS API reference, "GetKeyPolicy").
    case 'GetKeyPolicy':
    case 'PutKeyPolicy':
      return { ...request, input: { PolicyName: 'default', ...input } };
    // LocalStack keeps the target of an alias as it is given, and later reads it as a key id.
    case 'CreateAlias':
    case 'UpdateAlias': {
      const target = String(Reflect.get(input, 'TargetKeyId'));
      return { ...request, input: { ...input, TargetKeyId: target.slice(target.lastIndexOf('/') + 1) } };
    }
    // Each server parses this header in its own way, so the authorized source is written anew.
    case 'CopyObject':
    case 'UploadPartCopy': {
      const { Bucket, Key, VersionId } = parseCopySource(String(Reflect.get(input, 'CopySource')));
      const path = `${uriEncode(Bucket)}/${Key.split('/').map(uriEncode).join('/')}`;
      const CopySource = VersionId === undefined ? path : `${path}?versionId=${uriEncode(VersionId)}`;
      return { ...request, input: { ...input, CopySource } };
    }
    // LocalStack removes the default encryption, which every bucket of AWS has.
    case 'DeleteBucketEncryption': {
      const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } };
      const configuration = { ServerSideEncryptionConfiguration: { Rules: [rule] } };
      return { ...request, operation: 'PutBucketEncryption', input: { ...input, ...configuration } };
    }
    default:
      return request;
  }
}

/** The status of AWS's answer to the original request. */
export function statusInAwsWords(status: number, { operation }: Request): number {
  return operation === 'DeleteBucketEncryption' ? 204 : status;
}

/** An error in AWS's words, if LocalStack words it differently. */
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
