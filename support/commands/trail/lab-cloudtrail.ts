import {
  type CloudTrailLogFile,
  cloudTrailPath,
} from '../../gateway/record/cloudtrail/cloudtrail-endpoint.ts';
import { SpecError } from '../../scenario/spec-error.ts';
import { askLab, unexpectedAnswer } from '../lab/ask-lab.ts';

/**
 * Asks a running lab for CloudTrail's events of an account.
 * Throws SpecError for an invalid account id or address, if nothing answers there, and if the answer is a refusal or
 * not a lab's.
 */
export async function labCloudTrail(endpoint: string, account: string): Promise<CloudTrailLogFile> {
  if (!/^\d{12}$/.test(account))
    throw new SpecError('unknown-name', `--account ${account} is not an account id: it must have 12 digits`);
  const answer = await askLab(endpoint, `${cloudTrailPath}?account=${account}`);
  if (!answer.ok) throw await unexpectedAnswer(endpoint, answer);
  const document: unknown = await answer.json().catch(() => undefined);
  if (isLog(document)) return document;
  throw await unexpectedAnswer(endpoint, answer);
}

function isLog(document: unknown): document is CloudTrailLogFile {
  return (
    typeof document === 'object' &&
    document !== null &&
    'Records' in document &&
    Array.isArray(document.Records)
  );
}
