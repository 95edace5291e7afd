import { SpecError } from '../../../scenario/spec-error.ts';
import { printable } from '../../../terminal/wrap-lines.ts';
import { askLab, unexpectedAnswer } from '../ask-lab.ts';

/** The address of the lab that a command asks: the given one, or the default. */
export function labAddress(given: string | undefined): string {
  return given ?? 'http://127.0.0.1:4566';
}

/**
 * Asks a lab about its contents. Throws SpecError with the lab's own message if it refuses, and if the address is not a
 * lab's.
 */
export async function askAboutWorld(endpoint: string, name: 'reset', question: object = {}): Promise<object> {
  const answer = await askLab(endpoint, `/_keyhole/${name}`, question);
  const text = await answer.clone().text();
  const document = parsed(text);
  if (document === undefined) throw await unexpectedAnswer(endpoint, answer);
  if (answer.ok) return document;
  if ('message' in document && typeof document.message === 'string')
    throw new SpecError(
      'unusable-endpoint',
      `the lab at ${endpoint} refuses: ${printable(document.message)}`,
    );
  throw await unexpectedAnswer(endpoint, answer);
}

function parsed(text: string): object | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null ? document : undefined;
  } catch {
    return undefined;
  }
}
