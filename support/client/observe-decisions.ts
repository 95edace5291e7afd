import { AsyncLocalStorage } from 'node:async_hooks';
import { decisionIdHeader } from '../gateway/gateway.ts';

const observed = new AsyncLocalStorage<string[]>();

/**
 * Runs requests and collects the decision ids of their responses, oldest first, whether they succeed or fail. The SDK
 * drops response headers from its results, so {@link observeResponses} reads them earlier.
 */
export async function observeDecisions<T>(ids: string[], requests: () => Promise<T>): Promise<T> {
  return observed.run(ids, requests);
}

type Next = (args: never) => Promise<{ response: unknown }>;

/** An SDK client's middleware stack, as far as the plugin uses it. */
interface Stack {
  add(
    middleware: (next: Next) => Next,
    options: { step: 'deserialize'; priority: 'low'; name: string },
  ): void;
}

/** Makes a client report each response's decision id to the {@link observeDecisions} that it runs in. */
export function observeResponses(stack: Stack): void {
  stack.add(noteDecisionId, { step: 'deserialize', priority: 'low', name: 'noteDecisionId' });
}

function noteDecisionId(next: Next): Next {
  return async (args) => {
    const result = await next(args);
    const id = decisionIdOf(result.response);
    if (id !== undefined) observed.getStore()?.push(id);
    return result;
  };
}

/** The request id is the decision id. */
const ID_HEADERS = [decisionIdHeader, 'x-amz-request-id', 'x-amzn-requestid'];

function decisionIdOf(response: unknown): string | undefined {
  if (typeof response !== 'object' || response === null || !('headers' in response)) return undefined;
  const { headers } = response;
  if (typeof headers !== 'object' || headers === null) return undefined;
  const ids = ID_HEADERS.map((name): unknown => Reflect.get(headers, name));
  return ids.find((id) => typeof id === 'string');
}
