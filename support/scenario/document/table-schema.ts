import * as z from 'zod';
import { document, name } from './document-names.ts';
import { tags } from './tags-schema.ts';

const attributeName = z.string().min(1).max(255);

/** An attribute of a table's primary key: its name alone, if it holds text, or its name and type. */
const keyAttribute = z
  .union([attributeName, z.strictObject({ name: attributeName, type: z.enum(['S', 'N', 'B']) })])
  .transform((given) => (typeof given === 'string' ? { name: given, type: 'S' as const } : given));

const table = z.strictObject({
  account: name,
  tableName: z
    .string()
    .regex(
      /^[a-zA-Z0-9_.-]{3,255}$/,
      'must be the name of a table: 3 to 255 letters, digits, dots, hyphens and underscores',
    ),
  partitionKey: keyAttribute.prefault('id'),
  sortKey: keyAttribute.optional(),
  /** A KMSMasterKeyId, or `aws:kms` for the AWS managed key; the key that AWS owns if it is left out. */
  encryption: z.string().optional(),
  /** The resource policy. */
  policy: document.optional(),
  tags,
});

/** Tables of DynamoDB by name. */
export const tables = z.record(name, table).default({});
