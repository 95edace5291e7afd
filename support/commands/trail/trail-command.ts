import { exitCodes } from '../exit-codes.ts';
import { labAuditTrail } from './lab-audit-trail.ts';
import { trailReport } from './trail-report.ts';

/** Whose audit trail to print, and how. */
export interface TrailOptions {
  /** A lab's address. */
  readonly endpoint: string;
  /** 12 digits. */
  readonly account: string;
  /** As CloudTrail's log files have it. */
  readonly json: boolean;
}

/** `keyhole trail`: prints an account's audit trail of KMS. Throws SpecError for what cannot be used. */
export async function runTrail({ endpoint, account, json }: TrailOptions): Promise<number> {
  const log = await labAuditTrail(endpoint, account);
  process.stdout.write(
    json
      ? `${JSON.stringify(log, undefined, 2)}\n`
      : trailReport(log.Records, account, process.stdout.columns),
  );
  return exitCodes.ok;
}
