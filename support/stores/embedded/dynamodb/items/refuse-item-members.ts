import { refuseMembers } from '../refuse-members.ts';

/** Members for what the embedded store does not keep. */
const NOT_SERVED = ['ReturnConsumedCapacity', 'ReturnItemCollectionMetrics'] as const;

/** Refuses the members that the embedded store does not implement. A member that asks for nothing is no demand. */
export function refuseItemMembers(operation: string, input: object): void {
  const asked = Object.entries(input).filter(([name, value]) => !(ASKS.has(name) && value === 'NONE'));
  refuseMembers(operation, Object.fromEntries(asked), NOT_SERVED);
}

const ASKS: ReadonlySet<string> = new Set(['ReturnConsumedCapacity', 'ReturnItemCollectionMetrics']);
