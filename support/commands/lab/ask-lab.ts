import { SpecError } from '../../scenario/spec-error.ts';
import { printable } from '../../terminal/wrap-lines.ts';
import { invocation } from '../invocation.ts';

/** Asks a running lab about itself. Throws SpecError where the address is none, or nothing answers there. */
export async function askLab(endpoint: string, path: string): Promise<Response> {
  if (!URL.canParse(endpoint)) {
    throw new SpecError(
      'unusable-endpoint',
      `--endpoint ${endpoint} is no address; give one such as http://127.0.0.1:4566`,
    );
  }
  try {
    return await fetch(new URL(path, endpoint));
  } catch (cause) {
    const message = `nothing answers at ${endpoint}; start a lab with ${invocation('lab', '--empty')}`;
    throw new SpecError('unusable-endpoint', message, { cause });
  }
}

/** The message about an unexpected answer: a lab's own refusal with its remedy, or that it is not a lab. */
export async function unexpectedAnswer(endpoint: string, answer: Response): Promise<SpecError> {
  const refusal = answer.status === 403 ? labsRefusal(await answer.text().catch(() => '')) : undefined;
  const message =
    refusal === undefined
      ? `${endpoint} answers, but not as a keyhole lab does: ${answer.status}`
      : `the lab at ${endpoint} refuses to answer: ${refusal}`;
  return new SpecError('unusable-endpoint', message);
}

/** The sentence with which a lab refuses: plain text to those who may not observe it, S3's XML to unknown hosts and origins. */
function labsRefusal(body: string): string | undefined {
  const [, message = body] =
    /<Code>(?:UnknownHost|ForeignOrigin)<\/Code><Message>([^<]*)<\/Message>/.exec(body) ?? [];
  const sentence = printable(unescapeXml(message).trim());
  return sentence.startsWith('keyhole ') && sentence.length <= LONGEST_REFUSAL ? sentence : undefined;
}

/** A lab shows at most 255 characters of a name that it refuses. */
const LONGEST_REFUSAL = 1000;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  return text.replace(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity);
}
