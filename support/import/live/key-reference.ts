import { DescribeKeyCommand } from '@aws-sdk/client-kms';
import type { LiveAccount } from './live-account.ts';

/**
 * The key of a resource as a scenario names it: `aws:kms` for the key that AWS manages for the service, else the reference itself. AWS names
 * its own keys by ARN too, in answers about tables.
 */
export async function keyReference(account: LiveAccount, reference: string): Promise<string> {
  if (/(?:^|:)alias\/aws\//.test(reference)) return 'aws:kms';
  const isOwn = reference.startsWith('arn:') ? reference.split(':')[4] === account.id : true;
  const isRead = account.builder.keys.some(({ id }) => reference === id || reference.endsWith(`/${id}`));
  if (!isOwn || isRead || /(?:^|:)alias\//.test(reference)) return reference;
  const described = await account.reading.ask(
    {
      origin: { file: `the account ${account.name}`, id: reference },
      operation: 'kms:DescribeKey',
      absent: ['NotFoundException'],
      consequence: 'the key is taken for one of the account: requests that need it fail here',
    },
    () => account.clients.kms.send(new DescribeKeyCommand({ KeyId: reference })),
  );
  const isManaged = Object(Object(described).KeyMetadata).KeyManager === 'AWS';
  return isManaged ? 'aws:kms' : reference;
}
