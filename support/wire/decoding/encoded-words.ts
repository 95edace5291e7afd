/** An encoded word of RFC 2047: its character set, its encoding and its text. */
const WORD = /=\?([\w-]{1,40})\?([bq])\?([^?\s]*)\?=/gi;

const CHARSETS: Readonly<Record<string, BufferEncoding>> = {
  'utf-8': 'utf8',
  'us-ascii': 'latin1',
  'iso-8859-1': 'latin1',
};

/**
 * A text with its encoded words decoded. Words of a character set that is not known stay as they are. Reads the text once.
 *
 * Source: Amazon S3 user guide, "Working with object metadata".
 */
export function decodedWords(text: string): string {
  if (!text.includes('=?')) return text;
  // Blanks between two encoded words belong to neither.
  return text.replace(/\?=\s+(?==\?)/g, '?=').replace(WORD, decodedWord);
}

function decodedWord(word: string, charset: string, encoding: string, text: string): string {
  const known = CHARSETS[charset.toLowerCase()];
  if (known === undefined) return word;
  const bytes = encoding.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : quotedBytes(text);
  return bytes.toString(known);
}

/** The bytes of the Q encoding: `_` stands for a blank, and `=` with two hexadecimal digits for a byte. */
function quotedBytes(text: string): Buffer {
  const latin = text
    .replaceAll('_', ' ')
    .replace(/=([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  return Buffer.from(latin, 'latin1');
}
