/** The ARN of an object in a bucket, or through an access point. */
export function objectArn(arn: string, object: string): string {
  return arn.startsWith('arn:aws:s3:::') ? `${arn}/${object}` : `${arn}/object/${object}`;
}

/** The bucket or access point of an object, and the object's key: the parts that `objectArn` joins. */
export function splitObject(arn: string): readonly [string, string] {
  const between = arn.startsWith('arn:aws:s3:::') ? '/' : '/object/';
  const at = arn.indexOf(between);
  return [arn.slice(0, at), arn.slice(at + between.length)];
}
