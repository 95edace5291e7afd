/** The VPC endpoint, and the bucket, that a host names. */
export interface VpcEndpointHost {
  /** The id of the endpoint: `vpce-1a2b3c4d`. */
  readonly id: string;
  /** The bucket of a virtual-host style request. */
  readonly bucket: string | undefined;
}

const regional = String.raw`(?:-[0-9a-z]+)*\.s3\.[a-z]{2,3}(?:-[a-z]+)+-\d\.vpce\.amazonaws\.com`;
const known = new RegExp(
  String.raw`^(?:(?:(?<bucket>.+)\.)?(?:bucket|accesspoint)\.)?(?<id>vpce-[0-9a-f]{8,17})(?:${regional}|\.localhost(?:\.localstack\.cloud)?)$`,
);

/**
 * The VPC endpoint in the host of a request: `bucket.vpce-1a2b3c4d-5e6f.s3.us-east-1.vpce.amazonaws.com`, or a name
 * below it such as `my-bucket.bucket.vpce-…`. An access point stands in the place of a bucket in `mine-111111111111.accesspoint.vpce-…`.
 *
 * Source: Amazon S3 user guide, "AWS PrivateLink for Amazon S3".
 * Differs: `bucket.vpce-1a2b3c4d.localhost` also names an endpoint, because no DNS resolves AWS's names on loopback. So does
 * `bucket.vpce-1a2b3c4d.localhost.localstack.cloud`, which public DNS resolves to this machine. A client that resolves
 * none of them needs an entry in its hosts file, or an option of its connection.
 */
export function vpcEndpointHost(host: string): VpcEndpointHost | undefined {
  if (!host.includes('vpce-')) return undefined;
  const { id, bucket } = known.exec(host)?.groups ?? {};
  return id === undefined ? undefined : { id, bucket };
}
