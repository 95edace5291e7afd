import { BoundedMap } from '../../../../aws/bounded-map.ts';
import { kmsError } from '../../../../aws/kms-error.ts';

/** A request about a key, by the key's ARN. */
interface Asked {
  readonly operation: string;
  readonly input: object;
}

/** The key that an import token is for, and the end of its validity. */
interface ImportToken {
  readonly keyArn: unknown;
  readonly validTo: Date | undefined;
}

/**
 * The import tokens that an endpoint gave out. The endpoint itself takes each for every key, and for ever.
 *
 * Differs: a token that did not pass the gateway is refused.
 */
export class ImportTokens {
  readonly #given = new BoundedMap<ImportToken>(1000);

  /** Remembers the token of an answer to GetParametersForImport. */
  note({ operation, input }: Asked, output: object): void {
    const token: unknown = Reflect.get(output, 'ImportToken');
    if (operation !== 'GetParametersForImport' || !(token instanceof Uint8Array)) return;
    const until: unknown = Reflect.get(output, 'ParametersValidTo');
    const validTo = until instanceof Date ? until : undefined;
    this.#given.set(textOf(token), { keyArn: Reflect.get(input, 'KeyId'), validTo });
  }

  /** Refuses an import with a token of another key, or with an expired one. Throws KMS's AwsError. */
  require({ operation, input }: Asked): void {
    if (operation !== 'ImportKeyMaterial') return;
    const token: unknown = Reflect.get(input, 'ImportToken');
    const known = token instanceof Uint8Array ? this.#given.get(textOf(token)) : undefined;
    if (known === undefined || known.keyArn !== Reflect.get(input, 'KeyId'))
      throw kmsError('InvalidImportTokenException');
    if (known.validTo !== undefined && known.validTo <= new Date())
      throw kmsError('ExpiredImportTokenException');
  }
}

function textOf(token: Uint8Array): string {
  return Buffer.from(token).toString('base64');
}
