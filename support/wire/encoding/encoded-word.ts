/**
 * A text as an encoded word of RFC 2047, in UTF-8. Text that is mostly US-ASCII is in the Q encoding, other text in base64.
 *
 * Source: Amazon S3 user guide, "Working with object metadata".
 * Undocumented: AWS does not state which encoding S3 chooses. Recorded answers agree with the count of characters.
 */
export function encodedWord(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  const printable = text.match(/[\t\n\r\x20-\x7e]/g)?.length ?? 0;
  if (printable <= text.length - printable) return `=?UTF-8?B?${bytes.toString('base64')}?=`;
  return `=?UTF-8?Q?${Array.from(bytes, quotedByte).join('')}?=`;
}

function quotedByte(byte: number): string {
  const character = String.fromCharCode(byte);
  if (character === ' ') return '_';
  if (byte > 0x20 && byte < 0x7f && !'=_?'.includes(character)) return character;
  return `=${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}
