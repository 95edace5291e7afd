import { Bench } from 'tinybench';
import { startLab } from '../gateway/serving/lab.ts';
import { createEmbeddedState } from '../stores/embedded/embedded-state.ts';
import { microseconds } from './decisions.ts';
import type { Row } from './table.ts';

/** The cost of an empty store: the state alone, and with its own gateway and listener. */
export async function emptyLabRows(): Promise<Row[]> {
  const bench = new Bench({ time: 300 });
  bench.add('state', () => void createEmbeddedState());
  bench.add('lab', async () => {
    await using lab = await startLab();
    if (!lab.endpoint) throw new Error('no endpoint');
  });
  await bench.run();
  const milliseconds = (name: string) => `${(microseconds(bench, name) / 1000).toFixed(3)} ms`;
  return [
    { what: 'an empty store: state', measured: milliseconds('state') },
    { what: 'an empty lab: gateway and listener', measured: milliseconds('lab'), target: '< 5 ms' },
  ];
}
