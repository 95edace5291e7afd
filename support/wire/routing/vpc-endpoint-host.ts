/** What a host says that names a VPC endpoint. */
export interface VpcEndpointHost {
  /** `vpce-1a2b3c4d` */
  readonly id: string;
  /** Of a virtual-host style request. */
  readonly bucket: string | undefined;
}

const regional = String.raw`(?:-[0-9a-z]+)*\.s3\.[a-z]{2,3}(?:-[a-z]+)+-\d\.vpce\.amazonaws\.com`;
const known = new RegExp(
  String.raw`^(?:(?:(?<bucket>.+)\.)?bucket\.)?(?<id>vpce-[0-9a-f]{8,17})(?:${regional}|\.localhost)$`,
);

/**
 * The VPC endpoint that a request came through, by its host: `bucket.vpce-1a2b3c4d-5e6f.s3.us-east-1.vpce.amazonaws.com`,
 * or below it `my-bucket.bucket.vpce-…`.
 *
 * Source: Amazon S3 user guide, "AWS PrivateLink for Amazon S3".
 * Differs: `bucket.vpce-1a2b3c4d.localhost` names one as well, as on loopback no DNS answers for AWS's names; a client that
 * resolves neither is pointed at keyhole by its hosts file, or by its connection's options.
 */
export function vpcEndpointHost(host: string): VpcEndpointHost | undefined {
  if (!host.includes('vpce-')) return undefined;
  const { id, bucket } = known.exec(host)?.groups ?? {};
  return id === undefined ? undefined : { id, bucket };
}
