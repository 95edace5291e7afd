import type { Names } from '../authorization/explain.ts';
import { awsManagedKeyArn } from '../client/key-requests.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { nameIn } from './object-in-words.ts';

/** An AWS managed key of S3 that an example has used. */
interface Found {
  readonly arn: string;
  /** The key's name in features. */
  readonly words: string;
}

/** The AWS managed keys of S3, one for an account. AWS creates one at its first use, so no scenario.yaml names it. */
export class AwsManagedKeys {
  readonly #found = new Map<string, Found>();

  /** The ARN of a key by its name; undefined until it is found. */
  arnOf(name: string): string | undefined {
    return this.#found.get(name)?.arn;
  }

  /** The names of the keys that were found, by ARN. */
  get names(): Names {
    const words = new Map([...this.#found.values()].map((found) => [found.arn, found.words]));
    return (arn) => words.get(arn);
  }

  /**
   * Finds the key that words such as `the AWS managed key of the data account` name; does nothing for other words.
   * Throws SpecError `setup-failed`.
   */
  async find(words: string, provisioned: ProvisionedScenario): Promise<void> {
    const account = /^the AWS managed key of (.+)$/.exec(words)?.[1];
    if (account === undefined || this.#found.has(nameIn(words))) return;
    const arn = await awsManagedKeyArn(provisioned.root(nameIn(account)).kms);
    if (arn === undefined) throw new SpecError('setup-failed', `the endpoint returned no ARN for ${words}`);
    this.#found.set(nameIn(words), { arn, words });
  }

  /**
   * Finds the AWS managed key in the account of a key's ARN, if the ARN has no name yet. A message can then name the
   * key.
   */
  async meet(arn: string, names: Names, provisioned: ProvisionedScenario): Promise<void> {
    if (!arn.startsWith('arn:aws:kms:') || names(arn) !== undefined) return;
    const root = names(`arn:aws:iam::${provisioned.ownerOf(arn)}:root`);
    const account = /^the root user of (.+)$/.exec(root ?? '')?.[1];
    if (account !== undefined) await this.find(`the AWS managed key of ${account}`, provisioned);
  }
}
