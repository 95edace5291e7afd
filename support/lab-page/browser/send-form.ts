import type { LineMark } from './policy-text.ts';

/** The lab's answer to the form of a policy. */
export interface LabAnswer {
  readonly draft: string;
  readonly base: string;
  /** Markup of the lab, with every name escaped. */
  readonly said: string;
  readonly standing: string;
  readonly marks: readonly LineMark[];
  readonly isSet: boolean;
  readonly can: Readonly<Record<'undo' | 'original' | 'remove', boolean>>;
}

/** The request of a form, and the token of its page. */
interface Sent {
  readonly asked: string;
  readonly token: string;
}

/**
 * Sends a form to its own address. The header with the token is one that a page of another origin cannot send. Throws TypeError
 * with the lab's words, if it refuses the form.
 */
export async function sendForm(form: HTMLFormElement, { asked, token }: Sent): Promise<LabAnswer> {
  const fields = new URLSearchParams({ do: asked });
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  const response = await fetch(location.pathname, {
    method: 'POST',
    headers: { 'x-keyhole-page': token },
    body: fields,
  });
  if (!response.ok) throw new TypeError((await response.text()).trim());
  const answer: LabAnswer = await response.json();
  return answer;
}
