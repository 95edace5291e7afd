import type { Operation, Output, Service } from '../../aws/operations.ts';
import type { Lookup, Store } from '../../stores/store.ts';

/** For tests: called with each lookup before it is made. The lookup throws what this throws. */
export type Disturbance = (lookup: Lookup<Service, Operation>) => void | Promise<void>;

/** For tests: a store whose lookups are disturbed; everything else is unchanged. */
export function disturbedStore(store: Store, disturb: Disturbance): Store {
  const read = async <S extends Service, O extends Operation<S>>(
    lookup: Lookup<S, O>,
  ): Promise<Output<S, O>> => {
    await disturb(lookup as unknown as Lookup<Service, Operation>);
    return store.read(lookup);
  };
  return new Proxy(store, {
    get(target, member) {
      if (member === 'read') return read;
      const value: unknown = Reflect.get(target, member, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
