import type { CredentialsGiven } from './remembered-facts/iam/credentials-given.ts';
import type { PrincipalBindings } from './remembered-facts/iam/principal-bindings.ts';
import type { ImportTokens } from './remembered-facts/kms/import-tokens.ts';
import { noteEncryption } from './remembered-facts/s3/note-encryption.ts';
import type { StoredEncryptions } from './remembered-facts/s3/stored-encryptions.ts';
import type { UploadInitiators } from './remembered-facts/s3/upload-initiators.ts';
import type { Ledger } from './removal/ledger.ts';
import type { Request } from './services/request.ts';

/** The memories that learn from the answers of an endpoint. */
interface Memories {
  readonly ledger: Ledger;
  readonly importTokens: ImportTokens;
  readonly encryptions: StoredEncryptions;
  readonly initiators: UploadInitiators;
  readonly credentials: CredentialsGiven;
  readonly bindings: PrincipalBindings;
}

/** Takes from the answers of an endpoint what no operation returns later. */
export class AnsweredFacts {
  readonly #memories: Memories;

  constructor(memories: Memories) {
    this.#memories = memories;
  }

  /** Remembers the facts of a request and its answer that no operation returns later. */
  note(request: Request, output: object): void {
    const { operation, input, account } = request;
    const { ledger, importTokens, encryptions, initiators, credentials, bindings } = this.#memories;
    ledger.note(request, output);
    importTokens.note(request, output);
    noteEncryption(encryptions, request, output);
    initiators.note(request, output);
    if (operation === 'CreateAccessKey') credentials.gave(Reflect.get(output, 'AccessKey'), account);
    if (operation === 'DeleteAccessKey') credentials.deleted(String(Reflect.get(input, 'AccessKeyId')));
    if (operation === 'DeleteUser' || operation === 'DeleteRole') bindings.deleted(account, operation, input);
    if (operation === 'UpdateUser') this.#renamed(account, input);
  }

  /** Users are looked up by name. */
  #renamed(account: string, input: object): void {
    const { UserName: from, NewUserName: to }: { UserName?: string; NewUserName?: string } = input;
    if (from === undefined || to === undefined) return;
    this.#memories.credentials.renamed(account, { from, to });
    this.#memories.bindings.renamed(account, { from, to });
  }
}
