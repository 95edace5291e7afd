import { SpecError } from '../../scenario/spec-error.ts';
import { printable } from '../../terminal/wrap-lines.ts';
import { invocation } from '../invocation.ts';

/**
 * Sends a GET request to a running lab, or a POST request with a question as JSON. Throws SpecError if the address is not a
 * URL, or nothing answers there.
 */
export async function askLab(endpoint: string, path: string, question?: object): Promise<Response> {
  if (!URL.canParse(endpoint)) {
    throw new SpecError(
      'unusable-endpoint',
      `--endpoint ${endpoint} is not a URL, such as http://127.0.0.1:4566`,
    );
  }
  if (endpoint.startsWith('https:')) (await import('./tls/trust.ts')).trustLabAt(endpoint);
  try {
    return await fetch(new URL(path, endpoint), question && asJson(question));
  } catch (cause) {
    const message = `nothing answers at ${endpoint}: start a lab with ${invocation('lab', '--empty')}`;
    throw new SpecError('unusable-endpoint', message, { cause });
  }
}

function asJson(question: object): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
  };
}

/** The error for an unexpected answer: the lab's own refusal, or that the address is not a lab's. */
export async function unexpectedAnswer(endpoint: string, answer: Response): Promise<SpecError> {
  const refusal = answer.status === 403 ? labsRefusal(await answer.text().catch(() => '')) : undefined;
  const message =
    refusal === undefined
      ? `${endpoint} answers with ${answer.status}, and not as a keyhole lab does: give a lab's address with --endpoint`
      : `the lab at ${endpoint} refuses to answer: ${refusal}`;
  return new SpecError('unusable-endpoint', message);
}

/**
 * The sentence of a lab's refusal. It is plain text for an address that may not read decisions, and S3's XML for an
 * unknown host or origin.
 */
function labsRefusal(body: string): string | undefined {
  const [, message = body] =
    /<Code>(?:UnknownHost|ForeignOrigin)<\/Code><Message>([^<]*)<\/Message>/.exec(body) ?? [];
  const sentence = printable(unescapeXml(message).trim());
  return sentence.startsWith('keyhole ') && sentence.length <= LONGEST_REFUSAL ? sentence : undefined;
}

/** The longest refusal, in characters: a lab shows at most 255 of a name that it refuses. */
const LONGEST_REFUSAL = 1000;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}
