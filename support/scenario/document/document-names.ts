import { z } from 'zod';

/** What something is called in a scenario. */
export const name = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 _@.-]*$/, 'letters, digits, spaces, hyphens');

/** A policy document of a scenario, by the folder that says where it comes from. */
export const document = z.string().regex(/^(policies|corrected|added|variants)\/[a-z0-9-]+\.json$/, {
  error: 'a file in policies/, corrected/, added/ or variants/, e.g. policies/key-policy.json',
});

/** The form of a region's name: `eu-west-1`, `us-gov-east-1`. */
export const regionName = /^[a-z]{2}(-[a-z]+)+-\d$/;
