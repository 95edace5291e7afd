const SEQUENCE = 0x30;
const INTEGER = 0x02;

/** Two positive integers as a DER sequence: the form of ECDSA's signatures (RFC 3279, section 2.2.3). */
export function derIntegers(first: bigint, second: bigint): Buffer {
  return element(SEQUENCE, Buffer.concat([integer(first), integer(second)]));
}

/** Reads what {@link derIntegers} writes; undefined for anything else, other encodings of the same numbers included. */
export function parseDerIntegers(der: Uint8Array): readonly [bigint, bigint] | undefined {
  const start = (der[1] ?? 0) < 0x80 ? 2 : 3;
  const first = integerAt(der, start);
  if (first === undefined) return undefined;
  const second = integerAt(der, first.end);
  if (second === undefined) return undefined;
  return derIntegers(first.value, second.value).equals(der) ? [first.value, second.value] : undefined;
}

function integerAt(der: Uint8Array, start: number): { value: bigint; end: number } | undefined {
  const length = der[start + 1];
  if (der[start] !== INTEGER || length === undefined) return undefined;
  const end = start + 2 + length;
  const hex = Buffer.from(der.subarray(start + 2, end)).toString('hex');
  return end > der.length || hex === '' ? undefined : { value: BigInt(`0x${hex}`), end };
}

/** A leading zero byte keeps a number positive whose highest bit is set. */
function integer(value: bigint): Buffer {
  const digits = value.toString(16);
  const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  return element(INTEGER, (bytes[0] ?? 0) < 0x80 ? bytes : Buffer.concat([Buffer.of(0), bytes]));
}

/** No signature has contents of more than 255 bytes. */
function element(tag: number, contents: Buffer): Buffer {
  const length = contents.length < 0x80 ? [contents.length] : [0x81, contents.length];
  return Buffer.concat([Buffer.of(tag, ...length), contents]);
}
