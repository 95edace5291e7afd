import { SpecError } from '../../scenario/spec-error.ts';
import { askQuestion } from '../lab/running/running-lab.ts';

/** Credentials as a `credential_process` prints them. Source: AWS SDKs and Tools reference guide, "Process credential provider". */
export interface ProcessCredentials {
  readonly Version: 1;
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken?: string;
  /** ISO 8601; clients ask again once it has passed. Absent for an access key that does not end. */
  readonly Expiration?: string;
}

/** The region and the credentials with which a client acts as a principal of a lab. */
export interface PrincipalAccess {
  /** The ARN of the principal. */
  readonly principal: string;
  readonly region: string;
  /** Absent for an anonymous caller. */
  readonly credentials?: ProcessCredentials;
}

/** Asks a lab for the credentials of a principal. Throws SpecError if it has no such principal. */
export async function principalAccess(endpoint: string, principal: string): Promise<PrincipalAccess> {
  const answer = await askQuestion(endpoint, 'credentials', { principal });
  if (isAccess(answer)) return answer;
  throw new SpecError('unusable-endpoint', `${endpoint} does not answer as a keyhole lab does`);
}

function isAccess(answer: object): answer is PrincipalAccess {
  return 'principal' in answer && 'region' in answer && typeof answer.region === 'string';
}
