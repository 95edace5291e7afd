import type { GatewayServer } from '../../gateway/serving/gateway-server.ts';
import type { ProvisionedScenario } from './provisioned-scenario.ts';

/**
 * Gives an account of the scenario a request quota for KMS. All later requests of the example count within one second
 * of the quota's clock, however long they take.
 */
export function limitKmsRequests(
  lab: GatewayServer,
  provisioned: ProvisionedScenario,
  { account, perSecond }: { readonly account: string; readonly perSecond: number },
): void {
  const before = lab.surroundings.kmsRequestQuotas?.perSecond;
  const kmsRequestQuotas = {
    perSecond: { ...before, [provisioned.accountId(account)]: perSecond },
    now: () => 0,
  };
  lab.surround({ ...lab.surroundings, kmsRequestQuotas });
}
