import { describe, expect, test } from '@jest/globals';
import { EmbeddedStore } from '../../../stores/embedded/embedded-store.ts';
import type { Store } from '../../../stores/store.ts';
import { resolveKeyReference } from '../../kms-use/resolve-key-reference.ts';

const ID = '7b6d5c4e-1a2b-4c3d-8e9f-0123456789ab';
const scope = { account: '111111111111', region: 'eu-west-1' };

/** A store that finds a key, whatever names it: as LocalStack, which reads no more of an ARN than its end. */
function findsAnything(): Store {
  const KeyMetadata = { KeyId: ID, Arn: `arn:aws:kms:eu-west-1:111111111111:key/${ID}` };
  return new Proxy<Store>(new EmbeddedStore(), {
    get: (store, member) =>
      member === 'read' ? async () => ({ KeyMetadata }) : (Reflect.get(store, member, store) as unknown),
  });
}

describe('an ARN that can name no key here is refused, whatever the store finds', () => {
  test.each<[string, string, string]>([
    ['of another Region', `arn:aws:kms:us-east-1:111111111111:key/${ID}`, 'Invalid arn us-east-1'],
    ['of a Region in capitals', `arn:aws:kms:EU-WEST-1:111111111111:key/${ID}`, 'Invalid arn'],
    ['of another partition', `arn:aws-cn:kms:eu-west-1:111111111111:key/${ID}`, 'Invalid arn'],
    ['of no partition', `arn::kms:eu-west-1:111111111111:key/${ID}`, 'Invalid arn'],
    ['of another service', `arn:aws:s3:eu-west-1:111111111111:key/${ID}`, 'Invalid arn'],
    ['of no account', `arn:aws:kms:eu-west-1::key/${ID}`, 'Invalid arn'],
    ['of another kind', `arn:aws:kms:eu-west-1:111111111111:Key/${ID}`, 'Invalid arn'],
    ['of an alias of another partition', 'arn:aws-cn:kms:eu-west-1:111111111111:alias/a', 'Invalid arn'],
    [
      'of another account and Region',
      `arn:aws:kms:us-east-1:222222222222:key/${ID}`,
      'Invalid arn us-east-1',
    ],
  ])('%s', async (_, reference, message) => {
    const resolved = await resolveKeyReference(findsAnything(), reference, scope);
    expect(resolved).toMatchObject({ kind: 'missing', error: { code: 'NotFoundException', message } });
  });

  test('and one that can is looked up', async () => {
    const arn = `arn:aws:kms:eu-west-1:111111111111:key/${ID}`;
    expect(await resolveKeyReference(findsAnything(), arn, scope)).toMatchObject({ kind: 'key', arn });
  });
});
