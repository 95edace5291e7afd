import type { Request } from './services/request.ts';
import type { Upstream } from './upstream/upstream.ts';

/**
 * The requests of the store itself, which remove what was created or put back what was written. They end the answers that they may
 * change, as the requests of clients do.
 */
export function ownRequests(
  upstream: Pick<Upstream, 'perform'>,
  forget: (request: Request) => void,
): Pick<Upstream, 'perform'> {
  return {
    async perform(request) {
      // The operation and its input belong together; the compiler cannot follow them into the request.
      const written = request as unknown as Request;
      forget(written);
      try {
        return await upstream.perform(request);
      } finally {
        forget(written);
      }
    },
  };
}
