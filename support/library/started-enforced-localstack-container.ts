import type { StartedGateway } from './started-gateway.ts';

/** A LocalStack behind a gateway, both up. */
export interface StartedEnforcedLocalstackContainer extends StartedGateway {
  /**
   * LocalStack itself, where nothing is refused: for arranging what the gateway does not serve, such as CloudFormation.
   * Access keys that are created there cannot be used at the gateway.
   */
  getUnenforcedUri(): string;
}
