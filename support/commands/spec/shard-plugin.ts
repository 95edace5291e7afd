import type { CoordinatorContext } from '@cucumber/cucumber/api';
import type { ExampleChoice } from './shard.ts';

/** Cucumber recognizes a plugin by this export and the next. */
export const type = 'plugin';

/** The name of this plugin's options. */
export const optionsKey = 'keyholeShard';

/** Lets cucumber run the examples of one part. Its own `--shard` deals them in the order of the given paths. */
export function coordinator({ transform, options: { choose } }: CoordinatorContext<ExampleChoice>): void {
  transform('pickles:filter', (examples) => choose(examples));
}
