import { exitCodes } from '../exit-codes.ts';
import { labCloudTrail } from './lab-cloudtrail.ts';
import { trailReport } from './trail-report.ts';

/** The account whose events are printed, and how. */
export interface TrailOptions {
  /** A lab's address. */
  readonly endpoint: string;
  /** 12 digits. */
  readonly account: string;
  /** Prints JSON, as in CloudTrail's log files. */
  readonly json: boolean;
}

/** `keyhole trail`: prints CloudTrail's events of KMS for an account. Throws SpecError for invalid arguments. */
export async function runTrail({ endpoint, account, json }: TrailOptions): Promise<number> {
  const log = await labCloudTrail(endpoint, account);
  process.stdout.write(
    json
      ? `${JSON.stringify(log, undefined, 2)}\n`
      : trailReport(log.Records, account, process.stdout.columns),
  );
  return exitCodes.ok;
}
