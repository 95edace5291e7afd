import * as z from 'zod';
import { backendNames } from '../backends/choose-backend.ts';

const path = z.string().min(1, 'must be a path, relative to the current folder');

/**
 * The shape of keyhole.yaml, and of the member `keyhole` of package.json. Each member is an option of the commands under
 * the same name.
 */
export const settingsSchema = z.strictObject({
  features: path.optional().describe('The folder of the features. By default: features'),
  scenarios: path.optional().describe('The folder of the scenarios. By default: scenarios'),
  steps: path
    .optional()
    .describe('The folder of your own steps, TypeScript or JavaScript. By default: steps'),
  outcomes: path
    .optional()
    .describe('The register of outcomes. By default: outcomes.yaml in the folder of the scenarios'),
  decisions: path
    .optional()
    .describe('The file that the decisions of a run are written to. By default: .cache/decisions.jsonl'),
  backend: z.enum(backendNames).optional().describe('The store behind the gateway. By default: embedded'),
  endpoint: z.url().optional().describe('The URL of a running emulator, for the backend endpoint'),
  image: z.string().min(1).optional().describe('The container image, for the backend localstack'),
});

/** The settings of a folder. */
export type Settings = z.output<typeof settingsSchema>;
