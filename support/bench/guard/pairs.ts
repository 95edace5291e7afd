import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decide } from '../../authorization/decide.ts';
import { ownFile } from '../../node/own-file.ts';
import { ACROSS_ACCOUNTS, policiesOf } from '../decisions.ts';
import { writeSpecification } from '../generated-specification.ts';
import { load } from '../load.ts';
import { oracleDecisions } from '../oracle.ts';
import { type StartedServer, startServer } from '../server.ts';
import { arrangeBucket, type SignedRequest, signedRequests } from '../signed-requests.ts';
import { streamThrough } from '../streaming.ts';
import { type Program, processorTime, usageOf } from './cpu-time.ts';
import type { OpenPair, Pair } from './interleaved.ts';

const mebibyte = 1024 * 1024;
const BUCKET = 'bench-bucket';

/** The ratios that keyhole is held to: each piece of its work, beside work that changes of keyhole leave as it is. */
export const pairs: readonly Pair[] = [
  // Policies that are kept make those read for one decision dearer; see oracle.ts.
  decisionPair('decision, policies read from text', 'decideFromText'),
  decisionPair('decision, policies at hand', 'decideAtHand'),
  {
    what: 'decision, 1,000 statements a policy',
    against: 'JSON.parse of such a policy',
    open: async () => {
      const policies = policiesOf(1000, 'about the same action');
      const text = JSON.stringify(policies.identity);
      return {
        ours: () => repeated(200, () => decide({ ...ACROSS_ACCOUNTS, policies })),
        theirs: () => repeated(20, () => JSON.parse(text)),
      };
    },
  },
  requestPair('put'),
  requestPair('get'),
  {
    what: 'PutObject and GetObject, 32 MiB',
    against: 'MD5 and AES-256-GCM of as much, twice',
    open: async () => {
      const server = await startServer('keyhole');
      await arrangeBucket(server.endpoint, BUCKET);
      return {
        ours: () =>
          processorTimeOfServer(server, () =>
            streamThrough(server, { bucket: BUCKET, bytes: 32 * mebibyte }),
          ),
        theirs: () => processorTime(() => hashAndEncrypt(64)),
        close: () => server.stop(),
      };
    },
  },
  {
    what: 'keyhole --help',
    against: 'node --eval 0',
    open: async () => ({
      ours: () => processorTimeOfProgram({ args: [ownFile('support/commands/keyhole.ts'), '--help'] }),
      theirs: () => processorTimeOfProgram({ args: ['--eval', '0'] }),
    }),
  },
  {
    what: 'keyhole spec, 100 examples',
    against: 'cucumber and as many requests',
    open: openSpecification,
  },
];

function decisionPair(what: string, ours: 'decideAtHand' | 'decideFromText'): Pair {
  return {
    what,
    against: 'the oracle',
    open: async () => {
      const decisions = oracleDecisions(300);
      const times = ours === 'decideAtHand' ? 200 : 10;
      return {
        ours: async () =>
          (await processorTime(async () => {
            for (let time = 0; time < times; time += 1) await decisions[ours]();
          })) / times,
        theirs: () => processorTime(decisions.askOracle),
      };
    },
  };
}

/** The processor time of work that is done so many times, for each time. */
async function repeated(times: number, work: () => unknown): Promise<number> {
  const cost = await processorTime(() => {
    for (let time = 0; time < times; time += 1) work();
  });
  return cost / times;
}

/** A request of 1 KB under SSE-KMS: the time of the server alone, without that of the client. */
function requestPair(operation: 'put' | 'get'): Pair {
  return {
    what: `${operation === 'put' ? 'PutObject' : 'GetObject'} 1 KB, SSE-KMS`,
    against: 'a bare server that verifies SigV4',
    open: async () => {
      const [keyhole, bare] = [await startServer('keyhole'), await startServer('bare')];
      await arrangeBucket(keyhole.endpoint, BUCKET);
      await load(keyhole.endpoint, (await signedRequests(keyhole.endpoint, BUCKET)).put, one);
      const loaded = async (server: StartedServer) => {
        const request = (await signedRequests(server.endpoint, BUCKET))[operation];
        // The code is compiled after some thousand requests.
        await load(server.endpoint, request, { count: 3000, connections: 8 });
        return () => processorTimeOfLoad(server, request);
      };
      return {
        ours: await loaded(keyhole),
        theirs: await loaded(bare),
        close: () => Promise.all([keyhole.stop(), bare.stop()]),
      };
    },
  };
}

const one = { count: 1, connections: 1 } as const;

function processorTimeOfLoad(server: StartedServer, request: SignedRequest): Promise<number> {
  return processorTimeOfServer(server, () => load(server.endpoint, request, { count: 1000, connections: 8 }));
}

async function processorTimeOfServer(server: StartedServer, work: () => Promise<unknown>): Promise<number> {
  const before = await server.processorTime();
  await work();
  return (await server.processorTime()) - before;
}

function hashAndEncrypt(mebibytes: number): void {
  const hash = createHash('md5');
  const cipher = createCipheriv('aes-256-gcm', randomBytes(32), randomBytes(12));
  const chunk = Buffer.alloc(mebibyte, 120);
  for (let count = 0; count < mebibytes; count += 1) {
    hash.update(chunk);
    cipher.update(chunk);
  }
  hash.digest();
  cipher.final();
}

/** A specification of 100 examples, beside cucumber with steps that only send requests by the SDK's clients. */
async function openSpecification(): Promise<OpenPair> {
  const folder = mkdtempSync(join(tmpdir(), 'keyhole-bench-'));
  writeSpecification(folder, 100);
  return {
    ours: () =>
      processorTimeOfProgram({
        args: [ownFile('support/commands/keyhole.ts'), 'spec', '--quiet'],
        cwd: folder,
      }),
    theirs: () =>
      processorTimeOfProgram({
        args: [ownFile('support/bench/floor/floor-process.ts'), 'features/**/*.feature'],
        cwd: folder,
      }),
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function processorTimeOfProgram(program: Program): Promise<number> {
  return (await usageOf(program)).processor;
}
