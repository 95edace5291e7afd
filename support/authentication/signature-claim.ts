/** The claims of a Signature Version 4 request, from its Authorization header or its query. */
export interface SignatureClaim {
  readonly where: 'header' | 'query';
  readonly accessKeyId: string;
  readonly scope: CredentialScope;
  /** The signed headers as the request lists them: names with `;` between them. */
  readonly signedHeaders: string;
  /** The names of the signed headers, each once. */
  readonly signed: ReadonlySet<string>;
  /** The signature; a valid one has 64 digits of lower-case hexadecimal. */
  readonly signature: string;
  /** The time of signing: `20130524T000000Z`. */
  readonly date: string;
  readonly time: number;
  /** The number of seconds for which a presigned request is valid. */
  readonly expires?: number | undefined;
  readonly sessionToken: string | undefined;
}

/** The scope in which a signing key is valid: `<date>/<region>/<service>/aws4_request`. */
export interface CredentialScope {
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly terminator: string;
}

/** A part of a credential scope that does not fit the request. */
export interface ScopeProblem {
  readonly part: 'date' | 'region' | 'service' | 'terminator';
  readonly got: string;
  readonly expected: string;
}

const regionName = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** Splits `AKID/20130524/us-east-1/s3/aws4_request`. Undefined unless it has five parts and a key id. */
export function parseCredential(
  credential: string,
): { accessKeyId: string; scope: CredentialScope } | undefined {
  const [accessKeyId, date, region, service, terminator, ...more] = credential.split('/');
  if (!accessKeyId || date === undefined || region === undefined) return undefined;
  if (service === undefined || terminator === undefined || more.length > 0) return undefined;
  return { accessKeyId, scope: { date, region, service, terminator } };
}

/**
 * The faults of a scope, in the order in which AWS reports them. Any valid region name is accepted, because one endpoint
 * of keyhole serves all regions.
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
