import { AwsError } from '../../../aws/aws-error.ts';
import { kmsError } from '../../../aws/kms-error.ts';
import { kmsPages } from '../../../aws/kms-pages.ts';
import type { Input, Operation, Output } from '../../../aws/operations.ts';
import type { CallFacts } from '../../plan/call-facts.ts';
import { textMember } from '../../plan/text-member.ts';
import { orAbsence } from '../../refusal/or-absence.ts';

type Call = CallFacts<'kms'>;

/**
 * Requires the key to have the imported material that the request names for deletion. Only symmetric
 * encryption keys have ids of material. Throws NotFoundException, and NotImplemented if the store names the
 * current material only.
 *
 * Source: AWS KMS API reference, DeleteImportedKeyMaterial.
 * Undocumented: AWS does not state this error's text.
 */
export async function requireMaterial(call: Call): Promise<void> {
  const KeyId = textMember(call.input, 'KeyId');
  const id = textMember(call.input, 'KeyMaterialId');
  if (id === undefined) return;
  const { KeyMetadata } = await told(call, 'DescribeKey', { KeyId });
  const current = KeyMetadata?.CurrentKeyMaterialId;
  if (current === id) return;
  if (current !== undefined && (await materialsOf(call, KeyId)).includes(id)) return;
  throw kmsError('NotFoundException', `Key material ${id} does not exist`);
}

async function materialsOf(call: Call, KeyId: string | undefined): Promise<readonly string[]> {
  const ids: string[] = [];
  const read = (Marker: string | undefined) =>
    told(call, 'ListKeyRotations', { KeyId, IncludeKeyMaterial: 'ALL_KEY_MATERIAL', Marker });
  for await (const { Rotations = [] } of kmsPages(read))
    for (const { KeyMaterialId } of Rotations) if (KeyMaterialId) ids.push(KeyMaterialId);
  return ids;
}

async function told<O extends Operation<'kms'>>(
  { store, account, region }: Call,
  operation: O,
  input: Input<'kms', O>,
): Promise<Output<'kms', O>> {
  const reading = () => store.read({ service: 'kms', operation, input, account, region });
  const answer = await orAbsence(reading, 'NotFoundException');
  if (answer instanceof AwsError) throw answer;
  return answer;
}
