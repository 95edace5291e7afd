import type { ChangeDocument, SideDocument } from '../../access/diff/diff-document.ts';
import { placeOfAnswer } from '../../access/place-of-statement.ts';

/** The access of a change in words: `read the reports bucket (s3:GetObject + kms:Decrypt; any object)`. */
export function accessInWords({ access, resourceName, actions, objects }: ChangeDocument): string {
  const what = [actions.join(' + '), ...(objects === undefined ? [] : [objects.join(', ')])].join('; ');
  return `${access} ${resourceName} (${what})`;
}

/** The places of the statements of one side, or its reason if it has none. */
export function placesInWords({ statements, reason }: SideDocument): readonly string[] {
  if (statements.length === 0) return [reason];
  return statements.map((statement) => {
    const { role, policy, sid, index } = statement;
    const at = placeOfAnswer(statement);
    const title = sid === undefined ? `statement ${index + 1}` : `"${sid}"`;
    const place = [...(at === undefined ? [] : [at]), `${title} of ${policy}`].join(' ');
    return role === 'nearest' ? `${place} does not match` : `${place} ${role}`;
  });
}

/** The consequence of a read that the bucket allows and its key denies. */
export const BUT_FOR_KEY = 'objects that are not under it become readable';
