/** The parts of an ARN; `resource` may itself contain `:` and `/`. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Splits an ARN. Undefined for text that is not an ARN. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, account, ...rest] = text.split(':');
  if (prefix !== 'arn' || !partition || !service || rest.length === 0) return undefined;
  return { partition, service, region: region ?? '', account: account ?? '', resource: rest.join(':') };
}

/** The bucket that an S3 ARN names; `undefined` for `*`. */
export function bucketOfArn(arn: string): string | undefined {
  if (!arn.startsWith('arn:aws:s3:::')) return undefined;
  const path = arn.slice('arn:aws:s3:::'.length);
  const slash = path.indexOf('/');
  return slash === -1 ? path : path.slice(0, slash);
}
