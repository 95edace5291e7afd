import { AwsError } from '../aws/aws-error.ts';
import type { Store } from '../stores/store.ts';

/**
 * A store in front of which requests are rehearsed: it reads from another store and performs nothing. `send` answers as if it
 * had performed the call. An operation that the gateway performs item by item, or completes, is refused.
 */
export function rehearsalStore(store: Store): Store {
  const { believedFor, cannotHold } = store;
  return {
    ...(believedFor !== undefined && { believedFor }),
    ...(cannotHold !== undefined && { cannotHold }),
    send: async () => ({ status: 200, headers: {} }),
    perform: async ({ operation }) => {
      throw new AwsError('NotImplemented', 501, `keyhole does not rehearse ${operation}.`);
    },
    read: (lookup) => store.read(lookup),
    bucketOwner: (bucket) => store.bucketOwner(bucket),
    bucketId: (bucket) => store.bucketId(bucket),
    bucketRegion: (bucket) => store.bucketRegion(bucket),
    encryptionOf: (object, how) => store.encryptionOf(object, how),
    uploadInitiator: (upload) => store.uploadInitiator(upload),
    credential: (accessKeyId) => store.credential(accessKeyId),
    ...(store.mfaDevice && { mfaDevice: (serialNumber: string) => store.mfaDevice?.(serialNumber) }),
    keyOfCiphertext: (ciphertext) => store.keyOfCiphertext(ciphertext),
    grantOfToken: (token) => store.grantOfToken(token),
    [Symbol.asyncDispose]: async () => {},
  };
}
