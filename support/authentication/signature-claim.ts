/** What a Signature Version 4 request claims, in its Authorization header or its query. */
export interface SignatureClaim {
  readonly where: 'header' | 'query';
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  /** In the order given, which is the order they were signed in. */
  readonly signedHeaders: readonly string[];
  /** 64 digits of lower-case hex where it can be right at all. */
  readonly signature: string;
  /** `20130524T000000Z` */
  readonly date: string;
  readonly time: number;
  /** Seconds a presigned request stays valid. */
  readonly expires?: number | undefined;
  readonly sessionToken: string | undefined;
}

/** `<date>/<region>/<service>/aws4_request`: what a signing key is good for. */
export interface CredentialScope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
}

/** Where a credential scope does not fit its request. */
export interface ScopeProblem {
  readonly part: 'date' | 'region' | 'service' | 'terminator';
  readonly got: string;
  readonly expected: string;
}

const regionName = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Splits `AKID/20130524/us-east-1/s3/aws4_request`; undefined when it has other than five parts, or no key id. */
export function parseCredential(
  credential: string,
): { accessKeyId: string; scope: CredentialScope } | undefined {
  const [accessKeyId, date, region, service, terminator, ...more] = credential.split('/');
  if (!accessKeyId || date === undefined || region === undefined) return undefined;
  if (service === undefined || terminator === undefined || more.length > 0) return undefined;
  return { accessKeyId, scope: { date, region, service, terminator } };
}

/**
 * What is wrong with a scope, in the order AWS reports it. Any region that is a region's name will do: an endpoint
 * of ours stands for all of them.
 */
export function scopeProblems(claim: SignatureClaim, service: string): readonly ScopeProblem[] {
  const { scope, date } = claim;
  const problems: ScopeProblem[] = [];
  if (!regionName.test(scope.region))
    problems.push({ part: 'region', got: scope.region, expected: 'us-east-1' });
  if (scope.service !== service) problems.push({ part: 'service', got: scope.service, expected: service });
  if (scope.terminator !== 'aws4_request')
    problems.push({ part: 'terminator', got: scope.terminator, expected: 'aws4_request' });
  if (!date.startsWith(`${scope.date}T`)) problems.push({ part: 'date', got: scope.date, expected: date });
  return problems;
}
