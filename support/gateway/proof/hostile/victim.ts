import { CreateUserCommand, IAMClient, ListUsersCommand } from '@aws-sdk/client-iam';
import { CreateKeyCommand, KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import {
  CreateBucketCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { type Lab, startLab } from '../../serving/lab.ts';
import { type Answer, exchange, type Sending } from './raw-exchange.ts';
import { bytesOf, sign, type ToSign } from './signed-request.ts';

/** For tests: a lab that is attacked. It holds the bucket `victim` with the object `k`, one user and one key. */
export interface Victim extends AsyncDisposable {
  readonly lab: Lab;
  readonly port: number;
  /** Errors that were keyhole's own. */
  readonly internalErrors: readonly unknown[];
  /** The state that an attack could have changed, read by good requests, which must still be answered. */
  state(): Promise<unknown>;
  send(bytes: Uint8Array | string, sending?: Sending): Promise<Answer>;
  /** Sends what is signed by the root user, who may do anything in the account: nothing else stops the request. */
  sendSigned(request: ToSign): Promise<Answer>;
}

const Policy = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::111111111111:root' },
      Action: 's3:GetObject',
      Resource: 'arn:aws:s3:::victim/*',
    },
  ],
});

/** For tests: starts a lab to be attacked. */
export async function startVictim(): Promise<Victim> {
  const internalErrors: unknown[] = [];
  const lab = await startLab({ onInternalError: (error) => internalErrors.push(error) });
  const clients = clientsOf(lab.endpoint);
  await furnish(clients);
  const port = Number(new URL(lab.endpoint).port);
  return {
    lab,
    port,
    internalErrors,
    state: () => stateOf(clients),
    send: (bytes, sending) => exchange(port, bytes, sending),
    sendSigned: (request) => exchange(port, bytesOf(sign(request))),
    async [Symbol.asyncDispose]() {
      for (const client of Object.values(clients)) client.destroy();
      await lab[Symbol.asyncDispose]();
    },
  };
}

interface Clients {
  readonly s3: S3Client;
  readonly kms: KMSClient;
  readonly iam: IAMClient;
}

function clientsOf(endpoint: string): Clients {
  const credentials = { accessKeyId: '111111111111', secretAccessKey: 'test' };
  const options = { endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 };
  return {
    s3: new S3Client({ ...options, forcePathStyle: true }),
    kms: new KMSClient(options),
    iam: new IAMClient(options),
  };
}

async function furnish({ s3, kms, iam }: Clients): Promise<void> {
  const Bucket = 'victim';
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
  await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'precious' }));
  await kms.send(new CreateKeyCommand({}));
  await iam.send(new CreateUserCommand({ UserName: 'ana' }));
}

async function stateOf({ s3, kms, iam }: Clients): Promise<unknown> {
  const Bucket = 'victim';
  const { Buckets } = await s3.send(new ListBucketsCommand({}));
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket }));
  const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'k' }));
  const { Keys } = await kms.send(new ListKeysCommand({}));
  const { Users } = await iam.send(new ListUsersCommand({}));
  return {
    buckets: Buckets?.map(({ Name }) => Name),
    objects: Contents?.map(({ Key, ETag }) => [Key, ETag]),
    k: await Body?.transformToString(),
    policy: (await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy,
    keys: Keys?.length,
    users: Users?.map(({ UserName }) => UserName),
  };
}
