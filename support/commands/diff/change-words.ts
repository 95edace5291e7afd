import type { ChangeDocument, SideDocument } from '../../access/diff/diff-document.ts';

/** The access of a change in words: `read the reports bucket (s3:GetObject + kms:Decrypt; any object)`. */
export function accessInWords({ access, resourceName, actions, objects }: ChangeDocument): string {
  const what = [actions.join(' + '), ...(objects === undefined ? [] : [objects.join(', ')])].join('; ');
  return `${access} ${resourceName} (${what})`;
}

/** The places of the statements of one side, or its reason if it has none. */
export function placesInWords({ statements, reason }: SideDocument): readonly string[] {
  if (statements.length === 0) return [reason];
  return statements.map(({ role, policy, file, line, sid, index }) => {
    const title = sid === undefined ? `statement ${index + 1}` : `"${sid}"`;
    const place = file === undefined ? `${title} of ${policy}` : `${file}:${line} ${title} of ${policy}`;
    return role === 'nearest' ? `${place} does not match` : `${place} ${role}`;
  });
}
