import { creatingGrant } from '../../../authorization/permissions/kms-context.ts';
import { parseArn } from '../../../aws/arn.ts';
import { dynamodbEncryptionContext } from '../../../aws/dynamodb-encryption-context.ts';
import { dynamodbGrant } from '../../../aws/dynamodb-grant.ts';
import type { Operation } from '../../../aws/operations.ts';
import { CallContext, suppliedValues } from '../../context/request-context.ts';
import { derivedKmsPermission } from '../../kms-use/derived-kms-permission.ts';
import type { ResolvedKey } from '../../kms-use/resolve-key-reference.ts';
import { keysThroughService } from '../../kms-use/through-service.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import type { Check } from '../../plan/check.ts';
import type { Surface } from '../../refusal/surface.ts';
import { grantConstraints } from '../kms/grant-terms.ts';
import type { AddressedTable } from './addressed-table.ts';
import { dynamodbSurfaces } from './dynamodb-surfaces.ts';

/** The table and the key of a call to KMS. The key may be missing. */
interface Asking {
  readonly call: CallFacts<'dynamodb', Operation<'dynamodb'>>;
  readonly table: AddressedTable;
  readonly key: Exclude<ResolvedKey, { readonly kind: 'missing' }>;
}

/**
 * Permissions that DynamoDB documents for the caller that chooses a key. As that caller it sends only
 * DescribeKey and CreateGrant.
 * Undocumented: AWS does not say whether the choice fails without the other permissions.
 */
const DOCUMENTED_BESIDES = [
  'kms:Encrypt',
  'kms:Decrypt',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyWithoutPlaintext',
] as const;

/**
 * The permissions that the caller needs to choose a table's key: DynamoDB describes the key and creates its
 * grant. If only a documented further permission is missing, the request is not decided.
 *
 * Source: Amazon DynamoDB developer guide, "DynamoDB encryption at rest usage notes", section "Authorizing use of your
 * KMS key" and section "Monitoring DynamoDB interaction with AWS KMS".
 */
export function checksToChooseKey(asking: Asking): readonly Check[] {
  return [
    managing(asking, 'kms:DescribeKey', { 'kms:RequestAlias': aliasOf(asking.key) }),
    makingGrant(asking),
    ...DOCUMENTED_BESIDES.map((action) =>
      using(asking, action, dynamodbSurfaces['kms documented for dynamodb']),
    ),
  ];
}

/**
 * The KMS permission that reading or writing items needs: KMS decrypts the table key as the caller.
 *
 * Source: as {@link checksToChooseKey}, section "Decrypt".
 */
export function checksToUseTable(asking: Asking): readonly Check[] {
  return [using(asking, 'kms:Decrypt', dynamodbSurfaces['kms through dynamodb'])];
}

function using({ call, table, key }: Asking, action: string, surface: Surface): Check {
  const encryptionContext = dynamodbEncryptionContext(table);
  const asked = { action, keyArn: key.arn, alias: aliasOf(key), encryptionContext };
  const permission = derivedKmsPermission(call, asked, () => keysThroughService('dynamodb', call.region));
  return { kind: 'permission', permission, surface };
}

/** CreateGrant takes no alias: DynamoDB names the key by its ARN. */
function makingGrant(asking: Asking): Check {
  const grant = dynamodbGrant(asking.table);
  const context = {
    ...creatingGrant(grant),
    'kms:GrantIsForAWSResource': 'true',
  };
  const { permission } = managing(asking, 'kms:CreateGrant', context);
  const constraints = grantConstraints(grant.Constraints);
  const newGrant = { operations: grant.Operations, constraints };
  return {
    kind: 'permission',
    permission: { ...permission, newGrant },
    surface: dynamodbSurfaces['kms through dynamodb'],
  };
}

/** A request to KMS that encrypts and decrypts nothing. */
function managing({ call, key }: Asking, action: string, context: Parameters<typeof suppliedValues>[0] = {}) {
  const resourceAccount = parseArn(key.arn)?.account ?? '';
  const { 'kms:EncryptionAlgorithm': _, ...through } = keysThroughService('dynamodb', call.region);
  const supplied = suppliedValues(context, through, {
    'kms:CallerAccount': call.account,
    'aws:ResourceAccount': resourceAccount,
  });
  const permission = {
    action,
    resource: key.arn,
    resourceAccount,
    context: new CallContext(call.facts, supplied),
  };
  return { kind: 'permission', permission, surface: dynamodbSurfaces['kms through dynamodb'] } as const;
}

function aliasOf(key: Asking['key']): string | undefined {
  return key.kind === 'key' ? key.alias : undefined;
}
