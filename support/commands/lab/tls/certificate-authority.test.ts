import { once } from 'node:events';
import { Agent } from 'node:https';
import { connect, type TLSSocket } from 'node:tls';
import {
  CreateBucketCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { rootOf } from '../../../client/identity.ts';
import { type Lab, startLab } from '../../../gateway/serving/lab.ts';
import { answerOf, documentOf } from '../../../gateway/testing/lab-under-test.ts';
import { type CertificateAuthority, certificateAuthority } from './certificate-authority.ts';

let authority: CertificateAuthority;
let lab: Lab;

beforeAll(async () => {
  authority = await certificateAuthority(['gateway']);
  lab = await startLab({ certificates: authority, plainPort: 0 });
});
afterAll(async () => lab[Symbol.asyncDispose]());

const port = () => Number(new URL(lab.endpoint).port);

/** The names in the certificate for a host; rejects if a client that trusts the lab refuses it. */
async function namesFor(host: string, address = '127.0.0.1'): Promise<string | undefined> {
  const isName = !/^[\d.:]+$/.test(host);
  const socket: TLSSocket = connect({
    ...{ port: port(), host: address, ca: [authority.certificate] },
    ...(isName && { servername: host }),
  });
  await once(socket, 'secureConnect');
  const { subjectaltname } = socket.getPeerCertificate();
  socket.destroy();
  return subjectaltname;
}

describe('The certificate of a lab', () => {
  test.each([
    'localhost',
    's3.localhost',
    'my-bucket.localhost',
    'my-bucket.s3.localhost',
    'my-bucket.s3.localhost.localstack.cloud',
    'my-bucket.localhost.localstack.cloud',
    'my.dotted.bucket.localhost.localstack.cloud',
    'bucket.vpce-1a2b3c4d.localhost',
    'bucket.vpce-1a2b3c4d.localhost.localstack.cloud',
    'gateway',
  ])('is one for the name %s', async (name) => {
    expect(await namesFor(name)).toBe(`DNS:${name}`);
  });

  test('is one for the address of this machine', async () => {
    expect(await namesFor('127.0.0.1')).toContain('IP Address:127.0.0.1');
  });

  test('is none for a name that the lab does not answer to', async () => {
    await expect(namesFor('evil.example')).rejects.toThrow(/does not match certificate's altnames/);
  });

  test('is refused by a client that does not trust the lab', async () => {
    const socket = connect({ port: port(), host: '127.0.0.1', servername: 'localhost' });
    const [error] = await once(socket, 'error');
    expect(error).toMatchObject({ code: expect.stringMatching(/SELF_SIGNED|UNABLE_TO/) });
  });
});

describe('A request to a lab with TLS', () => {
  const client = (accountId: string, endpoint = lab.endpoint, maxVersion?: 'TLSv1.2') =>
    new S3Client({
      ...{ endpoint, region: 'us-east-1', credentials: rootOf(accountId), forcePathStyle: true },
      maxAttempts: 1,
      requestHandler: { httpsAgent: new Agent({ ca: authority.certificate, maxVersion }) },
    });
  const Bucket = 'reports';
  beforeAll(() => client('111111111111').send(new CreateBucketCommand({ Bucket })));

  const allowedOver = async (Condition: object) => {
    const statement = { Effect: 'Allow', Action: 's3:ListBucket', Resource: `arn:aws:s3:::${Bucket}` };
    const Policy = documentOf({ ...statement, Principal: { AWS: '222222222222' }, Condition });
    await client('111111111111').send(new PutBucketPolicyCommand({ Bucket, Policy }));
    const list = async (endpoint?: string, maxVersion?: 'TLSv1.2') => {
      const command = new ListObjectsV2Command({ Bucket });
      return (await answerOf(client('222222222222', endpoint, maxVersion).send(command))) === 'granted';
    };
    return {
      '1.3': await list(),
      '1.2': await list(lab.endpoint, 'TLSv1.2'),
      plain: await list(lab.plainEndpoint),
    };
  };

  test.each([
    ['aws:SecureTransport is true', { Bool: { 'aws:SecureTransport': 'true' } }, [true, true, false]],
    ['aws:SecureTransport is false', { Bool: { 'aws:SecureTransport': 'false' } }, [false, false, true]],
    ['s3:TlsVersion is 1.3', { NumericEquals: { 's3:TlsVersion': '1.3' } }, [true, false, false]],
    ['s3:TlsVersion is absent', { Null: { 's3:TlsVersion': 'true' } }, [false, false, true]],
  ])('says itself whether %s, whatever is stated', async (_, Condition, expected) => {
    const connections = { '1.3': expected[0], '1.2': expected[1], plain: expected[2] };
    expect(await allowedOver(Condition)).toEqual(connections);
    const values = { 'aws:SecureTransport': ['true'], 's3:TlsVersion': ['1.2'] };
    lab.surround({ assumptions: { values, file: undefined } });
    expect(await allowedOver(Condition)).toEqual(connections);
    lab.surround({});
  });
});
