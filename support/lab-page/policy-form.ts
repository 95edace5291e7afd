import type { HttpRequest } from '../wire/http.ts';

/** The most bytes of a form: AWS takes no policy document of a quarter of that. */
const LARGEST = 128 * 1024;

const ASKED = ['check', 'apply', 'undo', 'original', 'remove'] as const;

/** The things that the form of a policy asks for. */
export type Asked = (typeof ASKED)[number];

/** The form of a policy, as a page sends it. */
export interface PolicyForm {
  readonly asked: Asked;
  readonly text: string;
  readonly setter: string;
  /** The digest of the document that the reader saw in force. */
  readonly base: string;
  readonly token: string | undefined;
  /** True if the script of the page sent it, and not the browser itself. */
  readonly isOfScript: boolean;
}

/** Reads the form of a policy; undefined if it is none, or if it is too long. */
export async function policyForm(http: HttpRequest): Promise<PolicyForm | undefined> {
  const type = http.headers['content-type'] ?? '';
  const isForm = /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type);
  if (!isForm) return undefined;
  const body = await textOf(http);
  if (body === undefined) return undefined;
  const fields = new URLSearchParams(body);
  const asked = ASKED.find((one) => one === fields.get('do'));
  if (asked === undefined) return undefined;
  return {
    asked,
    // A form has CRLF for each line break, whatever its reader typed.
    text: (fields.get('text') ?? '').replaceAll('\r\n', '\n'),
    setter: fields.get('setter') ?? '',
    base: fields.get('base') ?? '',
    token: fields.get('token') ?? undefined,
    isOfScript: http.headers['x-keyhole-page'] !== undefined,
  };
}

async function textOf({ body, continue: sendContinue }: HttpRequest): Promise<string | undefined> {
  sendContinue?.();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const piece of body) {
      length += piece.length;
      if (length > LARGEST) return undefined;
      pieces.push(piece);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(pieces).toString('utf8');
}
