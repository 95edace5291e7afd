import { useScenariosOf } from '../../scenario/document/scenario-folder.ts';
import { outputWidth } from '../../terminal/wrap-lines.ts';
import { exitCodes } from '../exit-codes.ts';
import { requiredLab } from '../lab/running/running-lab.ts';
import { accountMeant } from './account-meant.ts';
import { labCloudTrail } from './lab-cloudtrail.ts';
import { trailReport } from './trail-report.ts';

/** The account whose events are printed, and how. */
export interface TrailOptions {
  /** A lab's address; that of the lab in this folder if it is left out. */
  readonly endpoint?: string | undefined;
  /** 12 digits, or the name of an account in a scenario, with or without "the … account" around it. */
  readonly account: string;
  /** The folder of the scenarios; `scenarios/` of the current folder if it is left out. */
  readonly scenarios?: string | undefined;
  /** Prints JSON, as in CloudTrail's log files. */
  readonly json: boolean;
}

/** `keyhole trail`: prints CloudTrail's events of KMS for an account. Throws SpecError for invalid arguments. */
export async function runTrail(options: TrailOptions): Promise<number> {
  const { account: words, scenarios, json } = options;
  useScenariosOf(scenarios);
  const account = accountMeant(words);
  const { endpoint } = await requiredLab(options.endpoint);
  const log = await labCloudTrail(endpoint, account);
  process.stdout.write(
    json ? `${JSON.stringify(log, undefined, 2)}\n` : trailReport(log.Records, account, outputWidth()),
  );
  return exitCodes.ok;
}
