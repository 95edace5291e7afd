import type { StartedGateway } from './started-gateway.ts';

/** A started LocalStack behind a started gateway. */
export interface StartedEnforcedLocalstackContainer extends StartedGateway {
  /**
   * The address of LocalStack itself, which refuses nothing. Use it to create what the gateway does not serve, such as
   * CloudFormation stacks. Access keys that are created there do not work at the gateway.
   */
  getUnenforcedUri(): string;
}
