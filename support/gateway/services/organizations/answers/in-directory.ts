import type { Input, Operation, Output } from '../../../../aws/operations.ts';
import { organizationsError } from '../../../../aws/organizations-error.ts';
import type { Deciding } from '../../../desk/deciding.ts';
import type { CallFacts } from '../../../plan/call-facts.ts';
import { type Directory, directoryOf, organizationOf } from '../directory.ts';

type Service = 'organizations';

/** Answers a call about a directory. */
type InDirectory<O extends Operation<Service>> = (
  directory: Directory,
  input: Input<Service, O>,
  call: CallFacts<Service, O>,
) => Output<Service, O>;

type Answer<O extends Operation<Service>> = (
  call: CallFacts<Service, O>,
  deciding: Deciding,
) => Promise<Output<Service, O>>;

/** An answer that reads the organization. */
export function reading<O extends Operation<Service>>(read: InDirectory<O>): Answer<O> {
  return async (call, { surroundings }) => read(currentDirectory(surroundings), call.input, call);
}

/**
 * An answer that changes the organization as it is at this instant. A change that throws leaves it as it was, and so does
 * a rehearsal.
 */
export function writing<O extends Operation<Service>>(write: InDirectory<O>): Answer<O> {
  return async (call, { surroundings, isRehearsal = false }) => {
    const directory = currentDirectory(surroundings);
    const output = write(directory, call.input, call);
    if (!isRehearsal) surroundings.organize(organizationOf(directory));
    return output;
  };
}

function currentDirectory({ organization }: Deciding['surroundings']): Directory {
  if (organization === undefined) throw organizationsError('AWSOrganizationsNotInUseException');
  return directoryOf(organization);
}

/** One page of a list, in the order of the ids. A token is the last id that was given out. */
export function pageOf<T>(
  items: readonly T[],
  idOf: (item: T) => string,
  { NextToken: after, MaxResults = 20 }: { NextToken?: string | undefined; MaxResults?: number | undefined },
): { readonly items: T[]; readonly end: { readonly NextToken?: string } } {
  const rest = items
    .filter((item) => after === undefined || idOf(item) > after)
    .toSorted((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
  const page = rest.slice(0, MaxResults);
  const last = page.at(-1);
  return {
    items: page,
    end: last !== undefined && rest.length > page.length ? { NextToken: idOf(last) } : {},
  };
}
