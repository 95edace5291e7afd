import { invalidInput } from '../../../../aws/iam-errors.ts';

/** A tag as IAM and STS take it. */
interface GivenTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/**
 * Refuses tags that are reserved for AWS, and tags with equal keys; letter case does not distinguish keys. Throws
 * InvalidInput.
 */
export function checkTags(tags: readonly GivenTag[]): void {
  if (tags.some(isReserved)) throw invalidInput(RESERVED);
  const folded = new Set(tags.map(({ Key = '' }) => Key.toLowerCase()));
  if (folded.size < tags.length)
    throw invalidInput('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
}

/** Undocumented: AWS does not state this error's text. */
export const RESERVED = 'Tag keys and values that begin with aws: are reserved for AWS.';

/** True if the key or the value begins with `aws:`. Source: IAM user guide, "Tags for AWS Identity and Access Management resources". */
export function isReserved({ Key = '', Value = '' }: GivenTag): boolean {
  return [Key, Value].some((text) => /^aws:/i.test(text));
}
