import '../node/refuse-old-node.ts';

/** keyhole as a library: AWS's decisions on access, for your own tests. */
export type { Organization, OrganizationalUnit } from '../gateway/surroundings/organization.ts';
export { SpecError } from '../scenario/spec-error.ts';
export { ContainerError } from '../stores/localstack/start-failure.ts';
export type { ClientConfiguration } from './client-configuration.ts';
export type { Credentials } from './credentials.ts';
export { EnforcedLocalstackContainer } from './enforced-localstack-container.ts';
export { CredentialsError } from './principal-credentials.ts';
export { type GatewayStart, startGateway } from './start-gateway.ts';
export type { StartedEnforcedLocalstackContainer } from './started-enforced-localstack-container.ts';
export type { StartedGateway } from './started-gateway.ts';
