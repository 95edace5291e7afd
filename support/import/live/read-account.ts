import { GetPublicAccessBlockCommand, type GetPublicAccessBlockCommandOutput } from '@aws-sdk/client-s3';
import { UnknownValue } from '../world/unknown-value.ts';
import { type LiveAccount, originIn } from './live-account.ts';
import { ALL_ON, publicAccessOf } from './public-access.ts';

const OPERATION = 's3:GetAccountPublicAccessBlock';

/** Reads the settings of Block Public Access of the account itself. Settings that cannot be read are all on. */
export async function readAccount(account: LiveAccount): Promise<void> {
  const answer = await account.reading.ask(
    {
      origin: originIn(account, `arn:aws:iam::${account.id}:root`),
      operation: OPERATION,
      absent: ['NoSuchPublicAccessBlockConfiguration'],
      consequence: "all settings of the account's Block Public Access are on: public access is denied here",
    },
    () => askS3Control(account),
  );
  if (answer === undefined) return;
  account.builder.accountPublicAccess[account.name] =
    answer instanceof UnknownValue ? ALL_ON : publicAccessOf(answer.PublicAccessBlockConfiguration);
}

/**
 * Asks Amazon S3 Control, whose answer has the form of the answer about a bucket. An emulator without S3 Control has no such settings.
 *
 * Source: Amazon S3 API reference, "Amazon S3 Control": the account stands in a header, and on AWS before the host name.
 */
async function askS3Control({
  clients,
  id,
  region,
  endpoint,
  ...account
}: LiveAccount): Promise<GetPublicAccessBlockCommandOutput | undefined> {
  const command = new GetPublicAccessBlockCommand({ Bucket: id });
  command.middlewareStack.add(
    (next) => (args) => {
      const { request } = args;
      if (!isRequest(request)) return next(args);
      request.path = '/v20180820/configuration/publicAccessBlock';
      request.query = {};
      request.headers['x-amz-account-id'] = id;
      if (endpoint === undefined) request.hostname = `${id}.s3-control.${region}.amazonaws.com`;
      return next(args);
    },
    { step: 'build', name: 'askS3Control', priority: 'high' },
  );
  try {
    return await clients.s3.send(command);
  } catch (cause) {
    const isMissing = endpoint !== undefined && cause instanceof Error && cause.name === 'NotImplemented';
    if (!isMissing) throw cause;
    account.builder.gaps.add(
      originIn(account, `arn:aws:iam::${id}:root`),
      `${OPERATION} is not implemented at ${endpoint}`,
      "what the account's Block Public Access blocks is allowed here, unless the bucket blocks it too",
    );
    return undefined;
  }
}

/** The parts of a request that another API has elsewhere. */
interface Addressed {
  hostname: string;
  path: string;
  query: object;
  readonly headers: Record<string, string>;
}

function isRequest(request: unknown): request is Addressed {
  return typeof request === 'object' && request !== null && 'hostname' in request && 'headers' in request;
}
