import { z } from 'zod';

/** A name in a scenario. */
export const name = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9 _@.-]*$/, 'must consist of letters, digits, spaces and hyphens');

/** The path of a policy document of a scenario, in the folder of its origin. */
export const document = z.string().regex(/^(policies|corrected|added|variants)\/[a-z0-9-]+\.json$/, {
  error: 'must be a file in policies/, corrected/, added/ or variants/, e.g. policies/key-policy.json',
});

/** The form of a region's name: `eu-west-1`, `us-gov-east-1`. */
export const regionName = /^[a-z]{2}(-[a-z]+)+-\d$/;
