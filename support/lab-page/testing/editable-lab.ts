import type { HttpRequest, HttpResponse } from '../../wire/http.ts';
import { LabPage } from '../lab-page.ts';
import type { LabView } from '../lab-view.ts';
import type { PolicyDraft, PolicyFinding, PolicyPlace } from '../policy-place.ts';
import { labViewOf } from './lab-view-of.ts';

/** For tests: the page of a lab with one policy, which its clients can change. */
export class EditableLab {
  /** The document in force. */
  text: string | undefined;
  /** The findings of `check` in a draft. */
  finds: (draft: PolicyDraft) => readonly PolicyFinding[] = () => [];
  readonly page: LabPage;

  constructor(text: string | undefined, more: Partial<LabView> = {}) {
    this.text = text;
    this.page = new LabPage(labViewOf({ policies: this.#policies(), ...more }), '/_keyhole/');
  }

  /** The answer to a request for the page of the policy. */
  async answer(more: Partial<HttpRequest> = {}): Promise<HttpResponse & { readonly body: string }> {
    const answer = await this.page.answer({
      ...{ method: 'GET', target: '/_keyhole/policies/key-policy/', duplicated: [] },
      ...{ body: (async function* () {})(), headers: {}, sourceIp: '127.0.0.1', secure: true },
      ...more,
    });
    if (answer === undefined) throw new TypeError('the lab has no such page');
    return { ...answer, body: String(answer.body) };
  }

  /** The form of the page, with other fields where they are given, as a browser sends it. */
  async send(fields: Readonly<Record<string, string>>, headers: Record<string, string> = {}) {
    const { body } = await this.answer();
    const hidden = [...body.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
    const known = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
    const form = new URLSearchParams({ ...known, setter: 'the root user of a', ...fields }).toString();
    return this.answer({
      method: 'POST',
      headers: {
        ...{ host: '127.0.0.1:4566', origin: 'http://127.0.0.1:4566' },
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      body: (async function* () {
        yield Buffer.from(form);
      })(),
    });
  }

  #policies(): LabView['policies'] {
    const place = (): PolicyPlace => ({
      name: 'key-policy',
      title: 'the key policy of the shared key',
      account: { id: '111111111111', phrase: 'the a account' },
      text: this.text,
      origin: { file: 'scenarios/exchange/key-policy.json', text: 'written' },
      how: 'kms:PutKeyPolicy',
      setters: ['the root user of a', 'the writer role'],
      isOptional: true,
    });
    return {
      version: () => this.text ?? '',
      list: async () => ({ places: [place()], unread: [] }),
      check: async (_, draft) => this.finds(draft),
      apply: async (_, draft) => {
        const findings = this.finds(draft);
        const isSet = !findings.some(({ severity }) => severity === 'refused');
        if (isSet) this.text = draft.text;
        return { findings, isSet, decision: 'A7E783327AB042CC', changed: [], compared: 3 };
      },
    };
  }
}
