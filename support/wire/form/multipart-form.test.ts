import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readMultipartForm } from './multipart-form.ts';

const TYPE = 'multipart/form-data; boundary=edge';

/** A body that comes in pieces of a length. */
async function* inPieces(text: string | Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

function part(name: string, content: string, more = ''): string {
  return `--edge\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
}

async function read(text: string, length = 5, type = TYPE) {
  const { fields, file } = await readMultipartForm(inPieces(text, length), type);
  if (file === undefined) return { fields, file };
  const pieces: Uint8Array[] = [];
  for await (const piece of file.content) pieces.push(Uint8Array.from(piece));
  return { fields, file: { name: file.name, content: Buffer.concat(pieces).toString('latin1') } };
}

test('the fields before the file and the file are read, and fields after it are ignored', async () => {
  const text = `${part('key', 'a/b')}${part('empty', '')}${part('file', 'x\r\n--edg', '; filename="C:\\docs\\f.txt"')}${part('acl', 'public-read')}--edge--\r\n`;
  const fields = [
    ['key', 'a/b'],
    ['empty', ''],
  ];
  for (const length of [1, 2, 7, 1000])
    expect(await read(text, length)).toEqual({ fields, file: { name: 'f.txt', content: 'x\r\n--edg' } });
});

test('a form may have a text before its first part, a quoted boundary and no file', async () => {
  const form = await read(`hello\r\n${part('key', 'k')}--edge--`, 3, 'multipart/form-data; boundary="edge"');
  expect(form).toEqual({ fields: [['key', 'k']], file: undefined });
});

test('any content is read as it was sent, in pieces of any length', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('\r', '\n', '-', 'e', 'dge', 'x')),
      fc.integer({ min: 1, max: 9 }),
      async (made, length) => {
        const content = made.join('').replaceAll('\r\n--edge', '');
        const { file } = await read(`${part('file', content)}--edge--`, length);
        expect(file).toEqual({ name: undefined, content });
      },
    ),
    { numRuns: 200 },
  );
});

describe('A form that is not well-formed is refused', () => {
  test.each<[string, string, string?]>([
    ['without a boundary', `${part('key', 'k')}--edge--`, 'multipart/form-data'],
    ['with a boundary that is too long', '', `multipart/form-data; boundary=${'x'.repeat(71)}`],
    ['that is empty', ''],
    ['that ends within a field', part('key', 'k')],
    ['that ends within the head of a part', '--edge\r\nContent-Disposition: form-data; name="key"\r\n'],
    ['with a part that has no name', '--edge\r\nContent-Disposition: form-data\r\n\r\nk\r\n--edge--'],
    [
      'with a part that is no field',
      '--edge\r\nContent-Disposition: attachment; name="key"\r\n\r\nk\r\n--edge--',
    ],
    ['with a part without a head', '--edge\r\n\r\nk\r\n--edge--'],
    ['with two names in one part', part('key', 'k', '; name="acl"')],
    ['with text after a boundary', '--edgeless\r\n\r\nk\r\n--edge--'],
    ['with bytes that are no UTF-8', ''],
  ])('%s', async (title, text, type = TYPE) => {
    const bytes = title.includes('UTF-8') ? Buffer.from(part('key', '\xff'), 'latin1') : Buffer.from(text);
    const reading = readMultipartForm(inPieces(bytes, 4), type);
    await expect(reading).rejects.toMatchObject({ code: 'MalformedPOSTRequest', status: 400 });
  });
});

test('a file that is cut off is refused while it is read', async () => {
  await expect(read(part('file', 'content').slice(0, -2))).rejects.toMatchObject({ code: 'IncompleteBody' });
});

test.each([
  ['one large field', part('key', 'k'.repeat(21_000))],
  ['many small fields', part('key', 'k'.repeat(500)).repeat(50)],
])('%s before the file are too large', async (_, text) => {
  const reading = read(`${text}${part('file', '')}--edge--`, 1000);
  await expect(reading).rejects.toMatchObject({ code: 'MaxPostPreDataLengthExceeded', status: 400 });
});

test('a file name beyond ASCII is read in both of its forms', async () => {
  const extended = await read(`${part('file', '', "; filename*=utf-8''%C3%BC.txt")}--edge--`);
  const plain = await read(`${part('file', '', '; filename="ü %22x%22.txt"')}--edge--`);
  expect([extended.file?.name, plain.file?.name]).toEqual(['ü.txt', 'ü "x".txt']);
});
