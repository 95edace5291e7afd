import * as z from 'zod';
import { blockPublicAccess } from './account-schema.ts';
import { document, name } from './document-names.ts';

/** An access point of Amazon S3. Its account need not be that of its bucket. */
const accessPoint = z.strictObject({
  account: name,
  /** The bucket, by its name in scenario.yaml. */
  bucket: name,
  /** The name of the access point on AWS, if it is not the name in features. */
  accessPointName: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{1,48}[a-z0-9]$/,
      'must be the name of an access point: 3 to 50 lower-case letters, digits and hyphens',
    )
    .optional(),
  /** The access point policy, which names the access point as its resource. */
  policy: document.optional(),
  /** The VPC that all requests must come from. Without one they may come from the internet. */
  vpc: z
    .string()
    .regex(/^vpc-[0-9a-f]{8,17}$/, 'must be the id of a VPC, e.g. vpc-1a2b3c4d')
    .optional(),
  /** The settings of Block Public Access, as of a bucket. They are on by default, as on AWS. */
  blockPublicAccess: blockPublicAccess.prefault(true),
});

/** The access points of a scenario, by name. */
export const accessPoints = z
  .record(name, accessPoint)
  .default({})
  .transform((given) =>
    Object.fromEntries(
      Object.entries(given).map(([key, { accessPointName = key, ...rest }]) => [
        key,
        { ...rest, accessPointName },
      ]),
    ),
  );

/** The access points whose bucket the scenario does not have. */
export function withoutBucket({
  accessPoints: points,
  buckets,
}: {
  readonly accessPoints: z.output<typeof accessPoints>;
  readonly buckets: object;
}): readonly { readonly path: string[]; readonly message: string }[] {
  return Object.entries(points)
    .filter(([, { bucket }]) => !Object.hasOwn(buckets, bucket))
    .map(([point, { bucket }]) => ({
      path: ['accessPoints', point, 'bucket'],
      message: `there is no bucket "${bucket}". Known: ${Object.keys(buckets).join(', ')}`,
    }));
}
