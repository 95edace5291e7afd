import { After, AfterAll, BeforeAll, defineStep, setDefaultTimeout } from '@cucumber/cucumber';
import { type Clients, clientsFor } from '../../client/clients.ts';
import { getObject, putObject } from '../../client/object-requests.ts';
import { startBareServer } from '../bare-server.ts';

/** The requests of all examples together; two for each if no number is given. */
const all = process.env.KEYHOLE_FLOOR_REQUESTS;
const EACH = 2;
const object = { Bucket: 'bench-bucket', Key: 'object' } as const;

let clients: Clients;
let stop: () => void;
let examples = 0;
let sent = 0;

// The first example sends the requests of all.
setDefaultTimeout(600_000);

BeforeAll(async () => {
  const server = await startBareServer();
  stop = server.stop;
  const identity = { accessKeyId: '111111111111', secretAccessKey: 'test' };
  clients = clientsFor({ endpoint: server.endpoint, identity, region: 'eu-west-1' });
});

// A step that ends in a colon has a table.
defineStep(/^.*[^:]$/s, () => {});
defineStep(/^.*:$/s, (_table: unknown) => {});

After(async () => {
  examples += 1;
  if (all === undefined) await sendUntil(examples * EACH);
  else if (examples === 1) await sendUntil(Number(all));
});

async function sendUntil(count: number): Promise<void> {
  for (; sent < count; sent += 1) {
    if (sent % 2 === 0) await putObject(clients.s3, object, { content: 'x'.repeat(1024) });
    else await getObject(clients.s3, object);
  }
}

AfterAll(() => stop());
