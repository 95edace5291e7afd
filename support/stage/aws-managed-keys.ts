import type { Names } from '../authorization/explain.ts';
import { awsManagedKeyArn } from '../client/key-requests.ts';
import type { ProvisionedScenario } from '../scenario/provision/provisioned-scenario.ts';
import { SpecError } from '../scenario/spec-error.ts';
import { nameIn } from './object-name.ts';

/** An AWS managed key of S3 that a scenario has come upon. */
interface Found {
  readonly arn: string;
  /** What features call it. */
  readonly words: string;
}

/** The keys that AWS manages for S3, an account's one each: no scenario has them by name, as they come about by their use. */
export class AwsManagedKeys {
  readonly #found = new Map<string, Found>();

  /** The ARN of one by its name, once it is found. */
  arnOf(name: string): string | undefined {
    return this.#found.get(name)?.arn;
  }

  /** What features call the one with an ARN, once it is found. */
  get names(): Names {
    const words = new Map([...this.#found.values()].map((found) => [found.arn, found.words]));
    return (arn) => words.get(arn);
  }

  /** Finds the one that `the AWS managed key of the data account` speaks of; other words name other keys. */
  async find(words: string, provisioned: ProvisionedScenario): Promise<void> {
    const account = /^the AWS managed key of (.+)$/.exec(words)?.[1];
    if (account === undefined || this.#found.has(nameIn(words))) return;
    const arn = await awsManagedKeyArn(provisioned.root(nameIn(account)).kms);
    if (arn === undefined) throw new SpecError('setup-failed', `there is no ARN of ${words}`);
    this.#found.set(nameIn(words), { arn, words });
  }

  /** Finds the one of the account in a key's ARN, where the key has no name yet, so that a message can call it by one. */
  async meet(arn: string, names: Names, provisioned: ProvisionedScenario): Promise<void> {
    if (!arn.startsWith('arn:aws:kms:') || names(arn) !== undefined) return;
    const root = names(`arn:aws:iam::${provisioned.ownerOf(arn)}:root`);
    const account = /^the root user of (.+)$/.exec(root ?? '')?.[1];
    if (account !== undefined) await this.find(`the AWS managed key of ${account}`, provisioned);
  }
}
