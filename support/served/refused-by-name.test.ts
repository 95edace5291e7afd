import { describe, expect, test } from '@jest/globals';
import { serviceNames } from '../aws/services.ts';
import { account } from '../aws/testing/accounts.ts';
import { Gateway } from '../gateway/gateway.ts';
import { EmbeddedStore } from '../stores/embedded/embedded-store.ts';
import { modelOf } from '../wire/sdk-schemas.ts';
import { sdkClient } from '../wire/testing/sdk-client.ts';
import { operationsByTreatment } from './served-page.ts';
import { leastInput } from './testing/least-input.ts';

/**
 * Operations of other endpoints, which share method and path with operations of S3. The SDK reads the answer to
 * SelectObjectContent as events, and reads no error without a network. It signs operations of directory buckets as
 * another service, and sends CreateBucket of Outposts without a length.
 */
const ELSEWHERE: ReadonlySet<string> = new Set([
  's3:ListDirectoryBuckets',
  's3:SelectObjectContent',
  's3:WriteGetObjectResponse',
  's3control:CreateBucket',
  's3control:DeleteAccessPointScope',
  's3control:GetAccessPointScope',
  's3control:ListAccessPointsForDirectoryBuckets',
  's3control:PutAccessPointScope',
]);

const gateway = new Gateway(new EmbeddedStore());

describe.each(serviceNames)('%s', (service) => {
  const refused = operationsByTreatment(service)['refused by name'].filter(
    (name) => !ELSEWHERE.has(`${service}:${name}`),
  );
  const client = sdkClient(service);

  test.each(refused)('%s is refused by name, and by no error of AWS', async (operation) => {
    const input = leastInput(modelOf(service, operation).input.shape);
    const named = {
      ...('Bucket' in input && service === 's3' && { Bucket: 'records' }),
      ...(service === 's3control' && { AccountId: account }),
    };
    const sent = client.send(operation, { ...input, ...named }, (request) => gateway.handle(request));
    await expect(sent).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining(operation),
      $metadata: { httpStatusCode: 501 },
    });
  });
});
