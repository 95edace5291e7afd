import {
  type CloudTrailLogFile,
  cloudTrailPath,
} from '../../gateway/record/cloudtrail/cloudtrail-endpoint.ts';
import { askLab, unexpectedAnswer } from '../lab/ask-lab.ts';

/**
 * Asks a running lab for CloudTrail's events of an account.
 * Throws SpecError for an invalid address, if nothing answers there, and if the answer is a refusal or
 * not a lab's.
 */
export async function labCloudTrail(endpoint: string, account: string): Promise<CloudTrailLogFile> {
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
