import { invalidInput } from '../../../../aws/iam-errors.ts';

/** Refuses tags with equal keys; letter case does not distinguish keys. Throws InvalidInput. */
export function checkTagKeys(tags: readonly { readonly Key?: string | undefined }[]): void {
  const folded = new Set(tags.map(({ Key = '' }) => Key.toLowerCase()));
  if (folded.size < tags.length)
    throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
}
