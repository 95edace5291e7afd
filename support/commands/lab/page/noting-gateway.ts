import type { Played } from '../../../access/decision-in-scenario.ts';
import type { GatewayServer } from '../../../gateway/serving/gateway-server.ts';

/** A gateway that decides what-ifs of the page. The ids of requests that are looked up there are noted: the page sent them. */
export function notingGateway(
  gateway: Pick<GatewayServer, 'decide' | 'decisionLog'>,
  note: (id: string) => void,
): Played['gateway'] {
  const { decisionLog } = gateway;
  return {
    decide: (whatIf) => gateway.decide(whatIf),
    decisionLog: {
      records: () => decisionLog.records(),
      get(id: string) {
        note(id);
        return decisionLog.get(id);
      },
    },
  };
}
