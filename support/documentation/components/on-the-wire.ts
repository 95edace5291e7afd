import { type Content, type Html, html } from '../html/html.ts';
import type { RecordedRequest } from '../record/recorded-decision.ts';

/** The words by which AWS tells which kind of policy refused. */
const TELLING =
  /with an explicit deny in an? [A-Za-z -]*?(?:policy|boundary)|because no [A-Za-z -]+ allows the \S+ action|no resource-based policies allow access|because public (?:policies|ACLs) are prevented by the \w+ setting/;

/** The beginning of a message that AWS writes alike for a key that does not exist, and for one whose policy denies. */
const AMBIGUOUS = 'because the resource does not exist in this Region';

/** True if the message does not say which of several causes it has. */
export function isAmbiguous({ response }: RecordedRequest): boolean {
  return response?.message?.includes(AMBIGUOUS) ?? false;
}

/** The answer as the client gets it. The words that tell which kind of policy refused are marked. */
export function onTheWire({ response }: RecordedRequest): Content {
  if (response === undefined) return undefined;
  const { status, code, message = '' } = response;
  return html`<p class="wire"><b>${status}${code !== undefined && ` ${code}`}</b> ${marked(message)}</p>`;
}

function marked(message: string): Html {
  const found = TELLING.exec(message);
  if (found === null) return html`${message}`;
  const end = found.index + found[0].length;
  return html`${message.slice(0, found.index)}<mark>${found[0]}</mark>${message.slice(end)}`;
}
