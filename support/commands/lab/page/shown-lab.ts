import type { Played } from '../../../access/decision-in-scenario.ts';
import type { Describing } from '../../../gateway/record/decision-report.ts';
import type { GatewayServer } from '../../../gateway/serving/gateway-server.ts';
import type { LabPlace } from '../start-chosen-lab.ts';

/** A lab that is ready, as its page shows it. */
export interface ShownLab {
  readonly gateway: GatewayServer;
  /** The address that it listens on, and the store behind it. */
  readonly place: LabPlace;
  readonly describing: () => Describing;
  /** The scenario; undefined for an empty lab. */
  readonly played: Played | undefined;
}
