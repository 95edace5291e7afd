import { noteOtherEndpoint } from '../../world/other-endpoint.ts';
import { nameAt, ownedBy, policyOrDefaultAt, type TerraformMapper } from './terraform-resource.ts';

/** Stands for a policy that is not known. */
const DENY_ALL = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }],
});

const endpoint: TerraformMapper = (resource) => {
  const { reader, builder } = resource;
  const service =
    reader.text('service_name', 'the endpoint is left out: its policy binds no request here') ?? '';
  if (!service.endsWith('.s3')) {
    builder.otherEndpoints.add(String(resource.attribute('id')));
    noteOtherEndpoint(reader, 'service_name', service);
    return reader.ignoreRest();
  }
  const id = nameAt(resource, 'id');
  const vpc = reader.text('vpc_id') ?? '';
  const policy = policyOrDefaultAt(resource, 'policy', DENY_ALL);
  reader.ignoreRest();
  if (id !== undefined && /^vpc-[0-9a-f]{8,17}$/.test(vpc))
    builder.endpoints.push({ ...ownedBy(resource), id, vpc, policy });
  else
    reader.note(
      'vpc_id',
      `"${vpc}" is no id of a VPC`,
      'the endpoint is left out: its policy binds no request here',
    );
};

const policyOfEndpoint: TerraformMapper = (resource) => {
  const { reader, builder } = resource;
  const target = reader.text('vpc_endpoint_id', 'the policy is left out: what it denies is allowed here');
  const policy = policyOrDefaultAt(resource, 'policy', DENY_ALL);
  reader.ignoreRest();
  if (target !== undefined) builder.endpointParts.push({ ...ownedBy(resource), target, change: { policy } });
};

/** VPC endpoints for S3, and their policies apart from them. */
export const endpointTypes: Readonly<Record<string, TerraformMapper>> = {
  aws_vpc_endpoint: endpoint,
  aws_vpc_endpoint_policy: policyOfEndpoint,
};
