import type { OpenBackend } from './backend.ts';
import { openEndpoint } from './endpoint-backend.ts';

/** Opens a gateway before a LocalStack container of its own. */
export async function openLocalstack(_options: {
  readonly image?: string | undefined;
}): Promise<OpenBackend> {
  return openEndpoint({ endpoint: 'http://127.0.0.1:4566' });
}
