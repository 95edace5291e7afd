import { describe, expect, test } from '@jest/globals';
import { serviceNames } from '../aws/services.ts';
import { Gateway } from '../gateway/gateway.ts';
import { EmbeddedStore } from '../stores/embedded/embedded-store.ts';
import { modelOf } from '../wire/sdk-schemas.ts';
import { sdkClient } from '../wire/testing/sdk-client.ts';
import { operationsByTreatment } from './served-page.ts';
import { leastInput } from './testing/least-input.ts';

/**
 * Operations of other endpoints, which share method and path with operations of S3. The SDK reads the answer to
 * SelectObjectContent as events, and reads no error without a network.
 */
const ELSEWHERE = new Set(['ListDirectoryBuckets', 'SelectObjectContent', 'WriteGetObjectResponse']);

const gateway = new Gateway(new EmbeddedStore());

describe.each(serviceNames)('%s', (service) => {
  const refused = operationsByTreatment(service)['refused by name'].filter((name) => !ELSEWHERE.has(name));
  const client = sdkClient(service);

  test.each(refused)('%s is refused by name, and by no error of AWS', async (operation) => {
    const input = leastInput(modelOf(service, operation).input.shape);
    const named = service === 's3' && 'Bucket' in input ? { Bucket: 'records' } : {};
    const sent = client.send(operation, { ...input, ...named }, (request) => gateway.handle(request));
    await expect(sent).rejects.toMatchObject({
      name: 'NotImplemented',
      message: expect.stringContaining(operation),
      $metadata: { httpStatusCode: 501 },
    });
  });
});
